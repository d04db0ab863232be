import type { Measurement } from "../../rollout/gate.ts";
import { duration, type Instant } from "../../rollout/time.ts";
import { inconclusive } from "../verdict.ts";

/** Seconds that two clocks may be apart. */
const APART = 60;

/** Compares this machine's clock with the one that answers are dated by. */
export interface ClockCheck {
  /** Take an answer's `Date` header, at the time that it came. */
  readonly answered: (date: string | undefined) => void;
  /** What is wrong; nothing where the clocks agree, or nobody answered. */
  readonly judge: () => Measurement[];
}

/**
 * A clock that is ahead serves a soak that was not. Every server that has a clock dates its answers, to
 * the second: https://www.rfc-editor.org/rfc/rfc9110#name-date
 *
 * @param whose who answers, e.g. `Datadog`
 */
export function checkClock(whose: string, now: () => Instant): ClockCheck {
  let worst: { readonly here: Instant; readonly there: string; readonly ahead: number } | undefined;
  let undated = false;
  return {
    answered(date) {
      const there = Date.parse(date ?? "");
      if (Number.isNaN(there)) {
        undated = true;
        return;
      }
      const here = now();
      const ahead = (Date.parse(here) - there) / 1000;
      if (!worst || Math.abs(ahead) > Math.abs(worst.ahead))
        worst = { here, there: new Date(there).toISOString(), ahead };
    },
    judge() {
      if (worst && Math.abs(worst.ahead) > APART) {
        const { here, there, ahead } = worst;
        const by = `${duration(Math.round(Math.abs(ahead)))} ${ahead > 0 ? "ahead" : "behind"}`;
        return [
          inconclusive(
            "clock",
            `it is ${here} on this machine and ${there} at ${whose}: ${by}, and ${APART} s are allowed; set this machine's clock right`,
          ),
        ];
      }
      if (worst || !undated) return [];
      const observed = `cannot be compared: no answer of ${whose} has a Date; see which proxy takes it out`;
      return [inconclusive("clock", observed)];
    },
  };
}
