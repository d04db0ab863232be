import policy from "../../../policies/gradual-rollout/soak.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";
import { after, MINUTE } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { advanced, promotedAfter } from "../records.ts";

const tenMinutesLess = { percentage: 10, enteredAt: after(-10 * MINUTE + 1) };

describePolicy(
  policy,
  [
    [
      "an increase before the stage has held",
      { record: advanced({ from: tenMinutesLess }) },
      /soak: 1\.5\.0 has held 10 % for 9 min 59 s of 10 min/,
    ],
    [
      "the same in a preview, by the clock",
      {
        record: advanced({ from: tenMinutesLess, enteredAt: WHEN_APPLIED }),
        clock: "2026-01-31T12:00:00.000Z",
      },
      /soak: 1\.5\.0 has held 10 % for 9 min 59 s of 10 min/,
    ],
    [
      "a promote before 100 % has held",
      { record: promotedAfter({ from: { percentage: 100, enteredAt: after(-MINUTE) } }) },
      /soak: 1\.5\.0 has held 100 % for 1 min of 15 min/,
    ],
    [
      "an increase before the stage was entered",
      { record: advanced({ from: { percentage: 10, enteredAt: after(60) } }) },
      /clock-went-back/,
    ],
    [
      "an increase from a stage that the plan does not have",
      { record: advanced({ from: { percentage: 15, enteredAt: after(-MINUTE) } }) },
      /soak: 15 % is no stage of the plan/,
    ],
  ],
  [
    [
      "an increase at the very end of the soak",
      { record: advanced({ from: { percentage: 10, enteredAt: after(-10 * MINUTE) } }) },
    ],
  ],
);
