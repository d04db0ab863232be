/** One step of a plan: how much traffic the canary takes, and how long it must hold there. */
export interface Stage {
  /** Percentage of traffic on the canary, a whole number from 1 to 100. */
  readonly percentage: number;
  /** How long the stage must hold before the next one, in seconds. */
  readonly soak: number;
}

/** The stages of a rollout, rising; the last is 100 %. */
export type Plan = readonly Stage[];

/** The checklist's own plan: a team's may add stages and lengthen soaks, never drop or shorten. */
export const CHECKLIST_PLAN: Plan = [
  { percentage: 10, soak: 10 * 60 },
  { percentage: 25, soak: 15 * 60 },
  { percentage: 50, soak: 30 * 60 },
  { percentage: 75, soak: 60 * 60 },
  { percentage: 100, soak: 15 * 60 },
];

/** The stage at exactly this percentage, if the plan has one. */
export function stageAt(plan: Plan, percentage: number): Stage | undefined {
  return plan.find((stage) => stage.percentage === percentage);
}

/** The stage that follows a percentage; from 0 the first, from 100 none. */
export function stageAfter(plan: Plan, percentage: number): Stage | undefined {
  return plan.find((stage) => stage.percentage > percentage);
}

/** The plan's percentages, as a person reads them: `10, 25, 50, 75, 100`. */
export function percentages(plan: Plan): string {
  return plan.map((stage) => stage.percentage).join(", ");
}
