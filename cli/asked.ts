import type { Stack } from "./engine/stack.ts";
import { ConfigError, parseConfig, toRequest, type ProductionConfig } from "../config.ts";
import type { Request } from "../rollout/request.ts";
import { engineWords } from "./engine/engine.ts";
import type { Project } from "./project.ts";

/** What the stack file asks for, or why it cannot be read, in words. */
export type Asked = Readable | { readonly fault: string };

interface Readable {
  readonly request: Request;
  readonly config: ProductionConfig;
  /** The Datadog keys in the stack file, secret; each absent where it is elsewhere. */
  readonly keys: { readonly apiKey?: string | undefined; readonly appKey?: string | undefined };
}

/** Read what the checkout's stack file asks of a production stack. */
export async function readAsked(
  stack: Pick<Stack, "config">,
  project: Pick<Project, "name">,
): Promise<Asked> {
  try {
    const all = await stack.config();
    const values = Object.entries(all);
    const config = parseConfig(
      Object.fromEntries(values.map(([key, { value }]) => [key, value])),
      new Set(values.filter(([, { secret }]) => secret).map(([key]) => key)),
      project.name,
    );
    if (config.environment !== "production")
      return { fault: "it is a staging stack, which has no rollout" };
    const keys = { apiKey: all["datadog:apiKey"]?.value, appKey: all["datadog:appKey"]?.value };
    return { request: toRequest(config), config, keys };
  } catch (error) {
    return { fault: error instanceof ConfigError ? error.message : engineWords(error) };
  }
}
