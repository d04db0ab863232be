import { existsSync, readFileSync } from "node:fs";
import type { Stack } from "./engine/stack.ts";
import { ConfigError, parseConfig, toRequest } from "../config.ts";
import { inForce, type InForce } from "../config/inForce.ts";
import { keysTwice } from "../config/stray.ts";
import type { Request } from "../rollout/request.ts";
import { engineMessages } from "./engine/engine.ts";
import { stackFile, type Project } from "./project.ts";

/** What the stack file requests, or why it cannot be read, as text. */
export type RequestedConfig = Readable | { readonly fault: string };

interface Readable {
  readonly request: Request;
  /** With the numbers that hold now. */
  readonly config: InForce;
  /** The Datadog keys in the stack file, secret; each absent where it is elsewhere. */
  readonly keys: { readonly apiKey?: string | undefined; readonly appKey?: string | undefined };
}

/** Read what the checkout's stack file requests of a production stack. */
export async function readRequested(
  stack: Pick<Stack, "config" | "name">,
  project: Project,
): Promise<RequestedConfig> {
  try {
    const all = await stack.config();
    const values = Object.entries(all);
    const file = stackFile(project, stack.name);
    const parsed = parseConfig(
      Object.fromEntries(values.map(([key, { value }]) => [key, value])),
      new Set(values.filter(([, { secret }]) => secret).map(([key]) => key)),
      project.name,
      // Of two such lines the engine hands on one.
      existsSync(file) ? keysTwice(readFileSync(file, "utf8"), project.name) : [],
    );
    if (parsed.environment !== "production")
      return { fault: "it is a staging stack, which has no rollout" };
    const config = inForce(parsed, new Date().toISOString());
    const keys = { apiKey: all["datadog:apiKey"]?.value, appKey: all["datadog:appKey"]?.value };
    return { request: toRequest(config), config, keys };
  } catch (error) {
    return { fault: error instanceof ConfigError ? error.message : engineMessages(error) };
  }
}
