import type { RolloutRecord } from "../../rollout/record.ts";

export const stable = { version: "1.4.0", commit: "a", deployment: "dpl_1" };
export const canary = { version: "1.5.0", commit: "b", deployment: "dpl_2" };

/** 1.5.0 at 25 %, with 1.4.0 stable. */
export const record: RolloutRecord = {
  schema: 1,
  kind: "advance",
  stable,
  canary,
  percentage: 25,
  plan: [
    { percentage: 25, soak: 60 },
    { percentage: 100, soak: 60 },
  ],
  enteredAt: "2026-11-24T10:00:00.000Z",
  evidence: [],
  halted: [],
  acted: [],
};

/** The same with the canary halted. */
export function halted(why: { trigger?: string; reason: string }): RolloutRecord {
  return { ...record, halted: [{ release: canary, ...why, at: record.enteredAt }] };
}
