import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { ConfigError, parseConfig, toRequest } from "../config.ts";
import type { Request } from "../rollout/request.ts";
import { engineWords } from "./project.ts";

/** What the stack file asks for, or why it cannot be read, in words. */
export type Asked = { readonly request: Request } | { readonly fault: string };

/** Read what the checkout's stack file asks of a production stack. */
export async function readAsked(stack: Stack): Promise<Asked> {
  try {
    const values = Object.entries(await stack.getAllConfig());
    const config = parseConfig(
      Object.fromEntries(values.map(([key, { value }]) => [key, value])),
      new Set(values.filter(([, { secret }]) => secret).map(([key]) => key)),
    );
    if (config.environment !== "production")
      return { fault: "it is a staging stack, which has no rollout" };
    return { request: toRequest(config) };
  } catch (error) {
    return { fault: error instanceof ConfigError ? error.message : engineWords(error) };
  }
}
