import type { Plan } from "./plan.ts";
import type { Release } from "./release.ts";
import type { Instant } from "./time.ts";

/** The block of a roll back: which release goes, what was observed, why. */
export interface RollbackBlock {
  /** The deployment id of the release that it speaks of. */
  readonly release: string;
  /** What called for it, e.g. `error rate above 5 %`. */
  readonly trigger: string;
  readonly reason: string;
  readonly at: Instant;
}

/** Stop the named release where it is. */
export interface HaltBlock {
  readonly release: string;
  readonly reason: string;
  readonly at: Instant;
}

/** Let a halted release go on. */
export interface ResumeBlock {
  readonly release: string;
  readonly rootCause: string;
  readonly by: string;
  readonly at: Instant;
}

/** What config says beside the percentage; each block acts once, for the release that it names. */
export interface Blocks {
  readonly rollback?: RollbackBlock | undefined;
  readonly halt?: HaltBlock | undefined;
  readonly resume?: ResumeBlock | undefined;
}

export type BlockName = keyof Blocks;

/** What production's config requests. */
export interface Request extends Blocks {
  /** A whole number from 0 to 100; whether it is a stage is judged. */
  readonly percentage: number;
  readonly stable: Release;
  /** Absent means the stable release: there is no canary. */
  readonly canary?: Release | undefined;
  /** Takes effect at the next start; a rollout under way keeps the plan it started with. */
  readonly plan: Plan;
}

/** The blocks of a request, by name. */
export function blocksOf(request: Blocks): { block: BlockName; release: string; at: Instant }[] {
  return (["rollback", "halt", "resume"] as const).flatMap((block) => {
    const applied = request[block];
    return applied ? [{ block, release: applied.release, at: applied.at }] : [];
  });
}
