/** One step of a plan: how much traffic the canary takes, and how long it must hold there. */
export interface Stage {
  /** Percentage of traffic on the canary, a whole number from 1 to 100. */
  readonly percentage: number;
  /** How long the stage must hold before the next one, in seconds. */
  readonly soak: number;
}

/** The stages of a rollout, in increasing order; the last is 100 %. */
export type Plan = readonly Stage[];

/**
 * The checklist's own plan. A team's plan may add stages and lengthen soaks; with an exemption it may
 * drop and shorten them.
 */
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

/** The items of stages that may be left out or cut short. At 10 % a release begins, at 100 % it ends. */
export const STAGE_ITEMS: Readonly<
  Record<number, { readonly stage: string; readonly soak: string }>
> = {
  25: { stage: "roll-25", soak: "roll-soak-15m" },
  50: { stage: "roll-50", soak: "roll-soak-30m" },
  75: { stage: "roll-75", soak: "roll-soak-1h" },
};

/** Where a plan falls short of the checklist's. */
export interface Shortfall {
  /** The checklist's stage. */
  readonly stage: Stage;
  /** The plan's soak there, in seconds; absent where the plan has no such stage. */
  readonly soak?: number;
  /** The item of the checklist whose exemption covers it; absent where none does. */
  readonly item?: string;
}

/** Where a plan has not got what the checklist's has. A stage that is left out takes its soak with it. */
export function shortfalls(plan: Plan): readonly Shortfall[] {
  return CHECKLIST_PLAN.flatMap((stage): Shortfall[] => {
    const items = STAGE_ITEMS[stage.percentage];
    const result = stageAt(plan, stage.percentage);
    if (!result) return [{ stage, ...(items && { item: items.stage }) }];
    if (result.soak >= stage.soak) return [];
    return [{ stage, soak: result.soak, ...(items && { item: items.soak }) }];
  });
}
