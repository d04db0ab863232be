import assert from "node:assert/strict";
import type { Facts, FoundEvidence } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { after, asked, evidence, exemption, facts, found, HOUR, NEW, OLD } from "./build.ts";
import { record, request, rolling, said } from "./build.ts";

const DAY = 24 * HOUR;

/** A start, or the first advance, judged with these facts. */
function rise(before: RolloutRecord, known: Facts) {
  const percentage = before.percentage === 0 ? 10 : 25;
  return judge(before, request(before, { percentage }), known);
}

describe("a close-out", () => {
  const owed = { ended: "roll back", release: OLD, at: after(0) } as const;
  const before = record({ owed });
  const docs = (over: Partial<FoundEvidence> = {}) =>
    found("co-docs", { release: OLD.deployment, ...over });
  const known = (found: readonly FoundEvidence[], over: Partial<Facts> = {}) =>
    facts({
      now: after(90 * DAY),
      evidence: evidence({ closeOut: [asked("co-docs", { within: HOUR })], found }),
      ...over,
    });

  it("is not asked where nothing is owed", () => {
    assert.deepEqual(said(rise(record(), known([]))), []);
  });

  it("is not asked again once the rollout is under way", () => {
    assert.deepEqual(said(rise(rolling(10, { owed }), known([]))), []);
  });

  for (const [says, facts] of [
    ["shown after the end, however long ago", known([docs({ at: after(1) })])],
    [
      "that is exempt",
      known([], { exemptions: [exemption("co-docs", { expires: after(91 * DAY) })] }),
    ],
  ] as const) {
    it(`counts ${says}`, () => {
      assert.deepEqual(said(rise(before, facts)), []);
    });
  }

  for (const [says, found, why] of [
    ["shown for the new release", docs({ release: NEW.deployment }), "missing"],
    [
      "shown before the end",
      docs({ at: after(0) }),
      "verified at 2026-01-31T12:00:00.000Z, which must be after 2026-01-31T12:00:00.000Z",
    ],
    ["that failed", docs({ verdict: "fail" }), "failed at 2026-01-31T13:00:00.000Z"],
  ] as const) {
    it(`does not count ${says}`, () => {
      assert.deepEqual(said(rise(before, known([found]))), [
        `close-out: 1 item of 1.4.0 not verified: co-docs (${why}); ./canary verify`,
      ]);
    });
  }

  it("counts from no end that is no moment", () => {
    const unknown = record({ owed: { ...owed, at: "when applied" } });
    assert.equal(said(rise(unknown, known([docs()]))).length, 1);
  });
});
