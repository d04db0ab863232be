import * as fc from "fast-check";
import { judge, type Judgement } from "../../rollout/judge.ts";
import { pairs, type Pair } from "./arbitrary.ts";
import { nextOf } from "./build.ts";

/** A fixed seed, so that a run says the same today and tomorrow; fast-check prints it on failure. */
export const RUNS = { seed: 20260131, numRuns: 6000 };

/** Holds for every pair, whatever is judged. */
export function always(says: string, holds: (pair: Pair, judged: Judgement) => void): void {
  it(says, () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        holds(pair, judge(pair.record, pair.request, pair.facts));
      }),
      RUNS,
    );
  });
}

/** Holds for every pair that is allowed. */
export function whenAllowed(says: string, holds: (pair: Pair, judged: Judgement) => void): void {
  always(says, (pair, judged) => {
    if (judged.refusals.length === 0) holds(pair, judged);
  });
}

/** Holds for every pair that is allowed and increases the canary's share. */
export function whenItIncreases(
  says: string,
  holds: (pair: Pair, judged: Judgement) => void,
): void {
  whenAllowed(says, (pair, judged) => {
    const more = nextOf(judged).percentage > pair.record.percentage;
    if (more || judged.transition === "promote") holds(pair, judged);
  });
}

/** Frozen through and through: whoever writes to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
