import type { z } from "zod";
import { itemsCoveredBy } from "../../checklist/items.ts";
import type { Config, ProductionConfig } from "../../config.ts";
import type { StoredRecord, RolloutRecord } from "../../rollout/record.ts";
import type { Instant } from "../../rollout/time.ts";
import type { Resource } from "./resources.ts";

/** What every policy states of itself. */
interface About {
  /** Its name in config and in output, e.g. `rollout-soak`. */
  readonly name: string;
  /** The ids of the checklist's items that it covers. */
  readonly items: readonly string[];
  /** Whether a violation stops an update, where no config of the pack says otherwise. */
  readonly level: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What holds where it is kept, in a sentence. */
  readonly description: string;
  /** What to do about a violation, in a sentence. */
  readonly remediation: string;
}

/** A rollout, as a policy gets it before it is applied. */
export interface JudgedRollout {
  /** The record as it will be. */
  readonly record: RolloutRecord;
  readonly config: ProductionConfig;
  /** The record's own time; the clock's where it has none yet. */
  readonly now: Instant;
}

/** Judges the rollout alone, by its record, and never going back. */
export interface RolloutPolicy extends About {
  readonly kind: "rollout";
  /** What is wrong, as text, one each; empty where all is well. */
  readonly judge: (rollout: JudgedRollout) => readonly string[];
}

/** All that a stack declares, as a policy gets it. */
export interface DeclaredStack {
  readonly resources: readonly Resource[];
  readonly config: Config;
  /** `project/stack`, e.g. `canary/production`. */
  readonly stack: string;
  /** What the rollout's record will be; `undefined` where there is no rollout. */
  readonly record: StoredRecord;
  /** The record's own time; the clock's where it has none, and in staging. */
  readonly now: Instant;
  /** The clock's time: for what depends on it alone, and cannot turn from right to wrong. */
  readonly clock: Instant;
  /** What the pack's config sets for the policy, beside its level. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What is wrong with the pack's config, as text. */
  readonly packFaults: () => readonly string[];
}

/** Judges all that a stack declares. When going back its violations are advisory. */
export interface StackPolicy extends About {
  readonly kind: "stack";
  /** What is wrong, as text, one each; empty where all is well. */
  readonly judge: (stack: DeclaredStack) => readonly string[];
  /**
   * What the pack's config may set for it, each with its messages. `pack-config` judges it: the engine's
   * own check of such schemas stops going back.
   */
  readonly settings?: Readonly<Record<string, z.ZodType>>;
  /** What is reported and never stops anything. */
  readonly advise?: (stack: DeclaredStack) => readonly string[];
}

export type Policy = RolloutPolicy | StackPolicy;

type Said<P extends Policy> = Omit<P, "kind" | "items">;

export function rolloutPolicy(policy: Said<RolloutPolicy>): RolloutPolicy {
  return { kind: "rollout", items: itemsCoveredBy(policy.name), ...policy };
}

export function stackPolicy(policy: Said<StackPolicy>): StackPolicy {
  return { kind: "stack", items: itemsCoveredBy(policy.name), ...policy };
}

/** A declared production stack. */
export type DeclaredProduction = DeclaredStack & { readonly config: ProductionConfig };

type OfProduction = (stack: DeclaredProduction) => readonly string[];

/** A policy of production alone: it says nothing of staging. */
export function productionPolicy({
  judge,
  advise,
  ...policy
}: Omit<Said<StackPolicy>, "judge" | "advise"> & {
  readonly judge: OfProduction;
  readonly advise?: OfProduction;
}): StackPolicy {
  const inProduction =
    (of: OfProduction): StackPolicy["judge"] =>
    ({ config, ...stack }) =>
      config.environment === "production" ? of({ ...stack, config }) : [];
  return stackPolicy({
    ...policy,
    judge: inProduction(judge),
    ...(advise && { advise: inProduction(advise) }),
  });
}
