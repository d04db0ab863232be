import assert from "node:assert/strict";
import type { Facts, RecordedEvidence } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import {
  after,
  requiredItem,
  evidence,
  exemption,
  facts,
  recordedEvidence,
  HOUR,
  NEW,
  OLD,
} from "./build.ts";
import { record, request, rolling, said } from "./build.ts";

const DAY = 24 * HOUR;

/** A start, or the first advance, judged with these facts. */
function increase(before: RolloutRecord, facts: Facts) {
  const percentage = before.percentage === 0 ? 10 : 25;
  return judge(before, request(before, { percentage }), facts);
}

describe("a close-out", () => {
  const owed = { ended: "roll back", release: OLD, at: after(0) } as const;
  const before = record({ owed });
  const docs = (over: Partial<RecordedEvidence> = {}) =>
    recordedEvidence("co-docs", { release: OLD.deployment, ...over });
  const given = (recorded: readonly RecordedEvidence[], over: Partial<Facts> = {}) =>
    facts({
      now: after(90 * DAY),
      evidence: evidence({ closeOut: [requiredItem("co-docs", { within: HOUR })], recorded }),
      ...over,
    });

  it("is not queried where nothing is owed", () => {
    assert.deepEqual(said(increase(record(), given([]))), []);
  });

  it("is not queried again once the rollout is under way", () => {
    assert.deepEqual(said(increase(rolling(10, { owed }), given([]))), []);
  });

  for (const [says, facts] of [
    ["what was verified after the end, however long ago", given([docs({ at: after(1) })])],
    [
      "what is exempt",
      given([], { exemptions: [exemption("co-docs", { expires: after(91 * DAY) })] }),
    ],
  ] as const) {
    it(`counts ${says}`, () => {
      assert.deepEqual(said(increase(before, facts)), []);
    });
  }

  for (const [says, entry, why] of [
    ["what was verified for the new release", docs({ release: NEW.deployment }), "missing"],
    [
      "what was verified before the end",
      docs({ at: after(0) }),
      "verified at 2026-01-31T12:00:00.000Z, which must be after 2026-01-31T12:00:00.000Z",
    ],
    ["that failed", docs({ verdict: "fail" }), "failed at 2026-01-31T13:00:00.000Z"],
  ] as const) {
    it(`does not count ${says}`, () => {
      assert.deepEqual(said(increase(before, given([entry]))), [
        `close-out: 1 item of 1.4.0 not verified: co-docs (${why}); ./canary verify`,
      ]);
    });
  }

  it("counts from no end that is no time", () => {
    const unknown = record({ owed: { ...owed, at: "when applied" } });
    assert.equal(said(increase(unknown, given([docs()]))).length, 1);
  });
});
