import { existsSync, readFileSync } from "node:fs";
import { ConfigError, parseConfig, type Config } from "../../config.ts";
import { keysTwice } from "../../config/stray.ts";
import { accountOf, type Account } from "../../measure/datadog/account.ts";
import { engineMessages } from "../engine/engine.ts";
import type { Stack } from "../engine/stack.ts";
import { stackFile, type Project } from "../project.ts";
import { UserError } from "../userError.ts";

/** What a stack file says, of either kind of stack. */
export interface StackConfig {
  readonly config: Config;
  /** Datadog's account, with the keys of the stack file or the environment. */
  readonly account: Account;
}

/** @throws {UserError} where the stack is not there, or its file is wrong: with every fault at once */
export async function readConfig(stack: Stack, project: Project): Promise<StackConfig> {
  try {
    const all = await stack.config();
    const values = Object.entries(all);
    const file = stackFile(project, stack.name);
    const config = parseConfig(
      Object.fromEntries(values.map(([key, { value }]) => [key, value])),
      new Set(values.filter(([, { secret }]) => secret).map(([key]) => key)),
      project.name,
      existsSync(file) ? keysTwice(readFileSync(file, "utf8"), project.name) : [],
    );
    const keys = { apiKey: all["datadog:apiKey"]?.value, appKey: all["datadog:appKey"]?.value };
    return { config, account: accountOf({ ...config.datadog, ...keys }) };
  } catch (error) {
    if (error instanceof ConfigError) throw new UserError(error.message);
    const why = engineMessages(error);
    throw new UserError(
      /no stack named/.test(why)
        ? `${why}\npulumi stack init ${stack.name} makes it, in the state that the team shares (docs/team-state.md)`
        : why,
    );
  }
}
