import policy from "../../../policies/gradual-rollout/transition.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";
import { after, finished, HOUR, NEW, NEXT, OLD, record, rolledBack } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { beside } from "../judged.ts";
import { advanced, promotedAfter, started } from "../records.ts";

const bare = { type: "canary:index:Rollout", name: "bare", props: {} };
const from = (percentage: number) => ({ percentage, enteredAt: after(-HOUR) });

describePolicy(
  policy,
  [
    [
      "a stage that was left out",
      { record: advanced({ percentage: 75 }) },
      /stage-skipped: 75 % was requested at 10 %, and the next stage is 25 %/,
    ],
    ["a stage that the plan does not have", { record: advanced({ percentage: 30 }) }, /no-such-st/],
    ["a start without a canary", { record: started({ canary: OLD }) }, /no-canary/],
    [
      "a start that does not begin with the first stage",
      { record: started({ percentage: 50 }) },
      /stage-skipped: 50 % was requested at 0 %/,
    ],
    [
      "an increase that does not say what it came from",
      { record: advanced({ from: undefined }) },
      /contradicts itself: it does not say what its advance came from/,
    ],
    [
      "an advance that is none",
      { record: advanced({ from: from(25) }) },
      /contradicts itself: from 25 % to 25 % with 1\.4\.0 stable is no advance/,
    ],
    [
      "a promote of another release than the one that held 100 %",
      { record: promotedAfter({ stable: NEXT }) },
      /contradicts itself: it does not say what its promote came from/,
    ],
    [
      "a promote from below 100 %",
      { record: promotedAfter({ from: from(75) }) },
      /release-changed|contradicts itself/,
    ],
    [
      "a promote that records nothing to go back to",
      { record: promotedAfter({ previous: undefined }) },
      /contradicts itself/,
    ],
    ["a prepare that has traffic", { record: record({ percentage: 10 }) }, /a prepare leaves 0 %/],
    [
      "a finish that leaves traffic",
      { record: finished({ percentage: 100 }) },
      /a finish leaves 0/,
    ],
    [
      "a roll back in name that increases the share",
      { record: rolledBack({ percentage: 50, from: from(10) }) },
      /a roll back leaves 0 %, not 50 %/,
    ],
    ["a rollout without a record", { resources: beside(bare) }, /no record/],
  ],
  [
    ["an advance", { record: advanced() }],
    ["an advance in a preview", { record: advanced({ enteredAt: WHEN_APPLIED }) }],
    ["an advance of three weeks ago", { record: advanced(), clock: "2026-02-21T12:00:00.000Z" }],
    ["a promote", { record: promotedAfter() }],
    ["a finish", { record: finished() }],
    ["a prepare", { record: record() }],
    ["a record that no version here can read", { record: { schema: 99 } }],
    ["a revert", { record: rolledBack({ kind: "revert", stable: OLD, canary: NEW }) }],
  ],
);
