import assert from "node:assert/strict";
import { announcementOf, type AppliedTransition } from "../../rollout/announcement.ts";
import type { Measurement } from "../../rollout/gate.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import * as build from "./build.ts";

const { NEW, NEXT, OLD } = build;

/** The record after a request, as it is announced. */
function announcedRecord(before: RolloutRecord, asks: Parameters<typeof build.apply>[1]) {
  const record = build.apply(before, asks);
  return announced({ record, blocks: asks });
}

function announced(
  applied: Partial<AppliedTransition> & Pick<AppliedTransition, "record">,
  link?: string,
) {
  return announcementOf({ blocks: {}, measurements: [], ...applied }, { name: "Grace", link });
}

describe("the announcement of a transition", () => {
  it("names the release, what happened to its traffic, and the kind", () => {
    const { record, rolling, promoted, rolledBack } = build;
    const titles: [
      title: string,
      before: RolloutRecord,
      asks: Parameters<typeof announcedRecord>[1],
    ][] = [
      ["1.6.0: on the canary host, 0 % of traffic (prepare)", record(), { canary: NEXT }],
      ["1.4.0: no canary beside it (prepare)", record(), { canary: undefined }],
      ["1.5.0: 0 % -> 10 % of traffic (start)", record(), { percentage: 10 }],
      ["1.5.0: 10 % -> 25 % of traffic (advance)", rolling(10), { percentage: 25 }],
      ["1.5.0: 50 % -> 10 % of traffic (step back)", rolling(50), { percentage: 10 }],
      ["1.5.0: halted at 50 % of traffic (halt)", rolling(50), { halt: build.halt(NEW) }],
      [
        "1.5.0: halted no longer, 0 % of traffic (resume)",
        rolledBack(),
        { resume: build.resume(NEW) },
      ],
      [
        "1.5.0: 50 % -> 0 % of traffic, everyone on 1.4.0 (roll back)",
        rolling(50),
        { percentage: 0 },
      ],
      ["1.5.0: stable in place of 1.4.0 (promote)", rolling(100), { stable: NEW }],
      ["1.5.0: everyone is on it (finish)", promoted(), { percentage: 0 }],
      ["1.5.0: 100 % -> 0 % of traffic, everyone on 1.4.0 (revert)", promoted(), { stable: OLD }],
    ];
    for (const [title, before, asks] of titles) {
      assert.equal(announcedRecord(before, asks).title, title);
    }
    assert.equal(
      announced({ record: record({ kind: "first", canary: OLD }) }).title,
      "1.4.0: stable (first)",
    );
  });

  it("speaks of the release that was taken away, not of another that is prepared", () => {
    const reverted = announcedRecord(build.finished({ canary: NEXT }), { stable: OLD });
    assert.equal(reverted.release.version, "1.5.0");
  });

  it("says who, and where to look it up where that is known", () => {
    const { record } = build;
    assert.equal(announced({ record: record() }).text, "By: Grace");
    assert.equal(
      announced({ record: record() }, "https://ci/1").text,
      "By: Grace\nLink: https://ci/1",
    );
  });

  it("has the words of the block that was applied, and of no earlier one", () => {
    const { rolling, rolledBack, rollback, halt, resume } = build;
    const why = (before: RolloutRecord, asks: Parameters<typeof announcedRecord>[1]) =>
      /^Why: (.*)$/m.exec(announcedRecord(before, asks).text)?.[1];
    assert.equal(
      why(rolling(50), { percentage: 0, rollback: rollback(NEW) }),
      "error rate above 5 %: checkout fails",
    );
    assert.equal(why(rolling(50), { percentage: 0 }), "roll back by config");
    assert.equal(why(rolling(50), { halt: halt(NEW) }), "checkout is slow");
    assert.equal(why(rolling(50), { percentage: 10, halt: halt(NEW) }), "checkout is slow");
    assert.equal(why(rolledBack(), { resume: resume(NEW) }), "a backup was running (Grace)");
    const before = rolling(50, { halted: [build.haltedAs(NEW)] });
    assert.equal(why(before, { percentage: 10 }), undefined);
  });

  it("has the release's own numbers, and what is not well", () => {
    const observed = (key: string | undefined, verdict: Measurement["verdict"]): Measurement => ({
      key,
      name: key ?? "requests of 1.5.0",
      verdict,
      observed: verdict,
    });
    const { text } = announced({
      record: build.rolling(25),
      measurements: [
        observed("error-rate", "open"),
        observed("database-cpu", "open"),
        observed("redis-memory", "warning"),
        observed(undefined, "open"),
      ],
    });
    assert.equal(
      text,
      "By: Grace\nGate: error-rate open\nGate: redis-memory warning\nGate: requests of 1.5.0 open",
    );
  });

  it("tells good news from bad", () => {
    const { rolling, promoted } = build;
    const moods = [
      announcedRecord(rolling(10), { percentage: 25 }),
      announcedRecord(promoted(), { percentage: 0 }),
      announcedRecord(rolling(50), { percentage: 10 }),
      announcedRecord(rolling(50), { percentage: 0 }),
    ].map(({ mood }) => mood);
    assert.deepEqual(moods, ["info", "success", "warning", "error"]);
  });
});
