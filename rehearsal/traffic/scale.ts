/** A stage as the program declares it. */
export interface Stage {
  /** The canary's share of the traffic, in percent. */
  readonly percentage: number;
  /** How long it holds at least, in seconds. */
  readonly soak: number;
}

/** A plan as config has it, where time passes so many times as fast. */
export function planAt(plan: readonly Stage[], scale: number) {
  return plan.map(({ percentage, soak }) => ({ percentage, soak: `${soak / scale}s` }));
}

/** The stage before another; undefined before the first. */
export function stageBefore(plan: readonly Stage[], percentage: number): Stage | undefined {
  return plan.filter((stage) => stage.percentage < percentage).at(-1);
}

/** The stage after another; undefined after the last. */
export function stageAfter(plan: readonly Stage[], percentage: number): Stage | undefined {
  return plan.find((stage) => stage.percentage > percentage);
}
