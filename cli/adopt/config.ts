import { ConfigError, type Config } from "../../config.ts";
import { accountOf, type Account } from "../../measure/datadog/account.ts";
import { engineMessages } from "../engine/engine.ts";
import type { Stack } from "../engine/stack.ts";
import type { Project } from "../project.ts";
import { readStackConfig } from "../stackConfig.ts";
import { UserError } from "../userError.ts";

/** What a stack file says, of either kind of stack. */
export interface AdoptedConfig {
  readonly config: Config;
  /** Datadog's account, with the keys of the stack file or the environment. */
  readonly account: Account;
}

/** @throws {UserError} where the stack is not there, or its file is wrong: with every fault at once */
export async function readConfig(stack: Stack, project: Project): Promise<AdoptedConfig> {
  try {
    const { config, keys } = await readStackConfig(stack, project);
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
