import assert from "node:assert/strict";
import type { Facts } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { WHEN_APPLIED, type Instant } from "../../rollout/time.ts";
import { after, facts, gate, HOUR, MINUTE, NEW, request, rolling, rules, said } from "./build.ts";

/** The advance to 25 %, or the promote at 100 %, so many seconds after the stage was entered. */
function increase(before: RolloutRecord, seconds: number, over: Partial<Facts> = {}) {
  const asks = before.percentage === 100 ? { stable: NEW } : { percentage: 25 };
  return judge(before, request(before, asks), facts({ now: after(seconds), ...over }));
}

/** An open gate, one of whose monitors recovered. */
const recovered = (recoveredAt: Instant) => ({ gate: gate("open", { recoveredAt }) });
const endless = [
  { percentage: 10, soak: Number.MAX_VALUE },
  { percentage: 25, soak: 1 },
];

describe("a soak", () => {
  // prettier-ignore
  for (const [says, judged, refusal] of [
    ["is said with what was held and what is left", increase(rolling(10), 4 * MINUTE),
      "1.5.0 has held 10 % for 4 min of 10 min; wait 6 min, until 2026-01-31T12:10:00.000Z"],
    ["is not over half a second before", increase(rolling(10), 599.5),
      "1.5.0 has held 10 % for 9 min 59 s of 10 min; wait 1 s, until 2026-01-31T12:10:00.000Z"],
    ["keeps from a promote as well", increase(rolling(100), 14 * MINUTE),
      "1.5.0 has held 100 % for 14 min of 15 min; wait 1 min, until 2026-01-31T12:15:00.000Z"],
    ["starts again when an alert went", increase(rolling(10), HOUR, recovered(after(HOUR - 2 * MINUTE))),
      "1.5.0 has held 10 % for 2 min of 10 min since a monitor recovered at 2026-01-31T12:58:00.000Z; wait 8 min, until 2026-01-31T13:08:00.000Z"],
    ["has not begun at a recovery yet to come", increase(rolling(10), HOUR, recovered(after(2 * HOUR))),
      "1.5.0 has held 10 % for 0 s of 10 min since a monitor recovered at 2026-01-31T14:00:00.000Z; wait 1 h 10 min, until 2026-01-31T14:10:00.000Z"],
    ["may be endless", increase(rolling(10, { plan: endless }), HOUR),
      /^soak: 1.5.0 has held 10 % for 1 h of .* until \+275760-09-13T00:00:00.000Z$/],
    ["is not known of a stage that the plan does not have", increase(rolling(12), HOUR),
      "12 % is no stage of the plan that 1.5.0 started with, so no soak is known for it; step back or roll back: ./canary rollback"],
    ["cannot be counted from a recovery that is no moment", increase(rolling(10), HOUR, recovered("noon")),
      'how long 1.5.0 has held 10 % is not known from "noon" to "2026-01-31T13:00:00.000Z"; step back or roll back: ./canary rollback'],
  ] as const) {
    it(says, () => {
      assert.deepEqual(rules(judged), ["soak"]);
      if (refusal instanceof RegExp) assert.match(said(judged)[0] ?? "", refusal);
      else assert.equal(said(judged)[0], `soak: ${refusal}`);
    });
  }

  for (const [says, judged] of [
    ["is over at the full second", increase(rolling(10), 600)],
    [
      "does not start again by a recovery before the entry",
      increase(rolling(10), 600, recovered(after(-60))),
    ],
    ["is over so long after a recovery too", increase(rolling(10), 660, recovered(after(60)))],
    ["is that of the stage, not of the next one", increase(rolling(100), 15 * MINUTE)],
  ] as const) {
    it(says, () => {
      assert.deepEqual(said(judged), []);
    });
  }

  for (const [says, judged] of [
    ["a preview wrote the entry", increase(rolling(10, { enteredAt: WHEN_APPLIED }), HOUR)],
    [
      "the entry is no moment",
      increase(rolling(10, { enteredAt: "noon" }), HOUR, recovered(after(1))),
    ],
    ["the clock says no moment", increase(rolling(10), HOUR, { now: "noon" })],
  ] as const) {
    it(`cannot be counted, nor the clock be trusted, where ${says}`, () => {
      assert.deepEqual(rules(judged), ["soak", "clock-went-back"]);
    });
  }
});
