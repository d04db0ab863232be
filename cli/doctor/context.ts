import type { ProductionConfig, StagingConfig } from "../../config.ts";
import { engineMessages } from "../engine/engine.ts";
import type { Stack } from "../engine/stack.ts";
import { stackFile, type Project } from "../project.ts";
import { readResources, type StateResource } from "../state.ts";
import { openClouds, type Clouds } from "./clouds.ts";
import { NotChecked } from "./notChecked.ts";
import type { ReadConfig } from "./readConfig.ts";

/** What checks read. Nothing is read before one asks, and nothing twice. */
export interface Context {
  readonly project: Project;
  readonly stack: Pick<Stack, "name" | "exportState" | "config">;
  /** The stack file. */
  readonly file: string;
  /** What the stack file says; undefined where it has faults. */
  readonly config: ProductionConfig | StagingConfig | undefined;
  /** What is wrong with Pulumi.yaml and the stack file. */
  readonly faults: ReadConfig["faults"];
  /** The providers' own settings in the stack file, by full key: `datadog:apiKey`. Some are secret. */
  readonly settings: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  /** The accounts, by the credentials that an update would use. */
  readonly clouds: Clouds;
  /** This machine's clock. */
  readonly now: () => Date;
  /**
   * What the state holds, secrets sealed; empty before the first update.
   *
   * @throws {NotChecked} where it cannot be read
   */
  readonly resources: () => Promise<readonly StateResource[]>;
}

export interface ContextArgs extends ReadConfig {
  readonly project: Project;
  readonly stack: Context["stack"];
  readonly env?: NodeJS.ProcessEnv;
  readonly now?: () => Date;
}

/** A context whose state is read once, when the first check asks for it. */
export function contextOf(args: ContextArgs): Context {
  const { project, stack, env = process.env, now = () => new Date(), ...read } = args;
  let resources: Promise<readonly StateResource[]> | undefined;
  return {
    ...read,
    ...{ project, stack, env, now },
    file: stackFile(project, stack.name),
    clouds: openClouds(env, read.settings),
    resources: () => (resources ??= resourcesOf(stack)),
  };
}

async function resourcesOf(stack: Context["stack"]): Promise<readonly StateResource[]> {
  try {
    return await readResources(stack);
  } catch (error) {
    const why = engineMessages(error).split("\n")[0] ?? "";
    throw new NotChecked(
      `not checked: the state cannot be read (${why})`,
      "make the state readable first: see the check backend",
    );
  }
}
