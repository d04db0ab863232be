import assert from "node:assert/strict";
import policy from "../../../policies/cleanup/cleanUp.ts";
import { finished, NEW, NEXT, record } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { beside, judged, UNKNOWN } from "../judged.ts";
import { advanced } from "../records.ts";

const at = "2026-01-31T11:00:00Z";
const halt = (release: string) => ({ config: { halt: { release, reason: "slow", at } } });
const rollback = (release: string) => ({
  config: { rollback: { release, trigger: "errors", reason: "checkout fails", at } },
});
const flag = beside({
  type: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  name: "CANARY_FLAG",
  props: { key: "CANARY_FLAG", value: "1", targets: ["production"] },
});

describePolicy(
  policy,
  [
    [
      "a block of the last roll back",
      rollback(NEXT.deployment),
      /rollback of 2026-01-31T11:00:00\.000Z is about another release/,
    ],
    ["a block of the last halt", halt(NEXT.deployment), /halt of .* another release/],
    [
      "a record that is not known yet",
      { ...halt(NEXT.deployment), record: UNKNOWN },
      /cannot be judged: record is not known yet/,
    ],
  ],
  [
    ["a block about the canary", halt(NEW.deployment)],
    ["a block, before the next start", { ...rollback(NEXT.deployment), record: record() }],
    ["a block, once the rollout is on its way", { ...halt(NEXT.deployment), record: advanced() }],
    ["a variable for the canary, while there is one", { resources: flag }],
  ],
);

describe("the policy clean-up", () => {
  it("tells of a variable for the canary between rollouts, and stops nothing for it", () => {
    assert.deepEqual(judged(policy, { record: finished(), resources: flag }), [
      "advisory: CANARY_FLAG was for the canary alone, and there is none any more",
    ]);
  });
});
