import type { ProductionConfig, StagingConfig } from "../../config.ts";
import type { Context } from "./context.ts";
import type { Finding, Purpose } from "./finding.ts";
import { NotChecked } from "./notChecked.ts";

/** Checks one thing that could stop an update, a start or a roll back. It changes nothing. */
export interface Check {
  /** Its name in output, e.g. `dns-caa`. */
  readonly id: string;
  /** What it checks, in a few words. */
  readonly title: string;
  /** What a fault of it would stop. */
  readonly for: readonly Purpose[];
  /** How long it may take, in seconds. Default 30. */
  readonly seconds?: number;
  /**
   * What it finds; nothing where there is nothing to check. It may reject, and should end soon after the
   * signal aborts: both count as unknown.
   */
  readonly run: (context: Context, signal: AbortSignal) => Promise<readonly Finding[]>;
}

/** A context whose stack file can be read. */
export interface Configured<C> extends Omit<Context, "config"> {
  readonly config: C;
}

type Run<C> = (context: Configured<C>, signal: AbortSignal) => Promise<readonly Finding[]>;

/** Runs where the stack file can be read. */
export function withConfig(run: Run<ProductionConfig | StagingConfig>): Check["run"] {
  return async (context, signal) => {
    const { config } = context;
    if (!config)
      throw new NotChecked(
        "not checked: the stack file has faults",
        "correct the stack file first: see the check config",
      );
    return run({ ...context, config }, signal);
  };
}

/** Runs for production alone; staging has no such thing. */
export function inProduction(run: Run<ProductionConfig>): Check["run"] {
  return withConfig(({ config, ...context }, signal) =>
    config.environment === "production" ? run({ ...context, config }, signal) : Promise.resolve([]),
  );
}
