import type { Stack } from "./engine/stack.ts";
import { ConfigError, toRequest } from "../config.ts";
import { inForce, type InForce } from "../config/inForce.ts";
import type { Request } from "../rollout/request.ts";
import { engineMessages } from "./engine/engine.ts";
import type { Project } from "./project.ts";
import { readStackConfig, type StackConfig } from "./stackConfig.ts";

/** What the stack file requests, or why it cannot be read, as text. */
export type RequestedConfig = Readable | { readonly fault: string };

interface Readable {
  readonly request: Request;
  /** With the numbers that hold now. */
  readonly config: InForce;
  readonly keys: StackConfig["keys"];
}

/** Read what the checkout's stack file requests of a production stack. */
export async function readRequested(
  stack: Pick<Stack, "config" | "name">,
  project: Project,
): Promise<RequestedConfig> {
  try {
    const { config: parsed, keys } = await readStackConfig(stack, project);
    if (parsed.environment !== "production")
      return { fault: "it is a staging stack, which has no rollout" };
    const config = inForce(parsed, new Date().toISOString());
    return { request: toRequest(config), config, keys };
  } catch (error) {
    return { fault: error instanceof ConfigError ? error.message : engineMessages(error) };
  }
}
