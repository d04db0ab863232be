import assert from "node:assert/strict";
import type { Facts, RecordedEvidence } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import * as built from "./build.ts";
import {
  after,
  requiredItem,
  evidence,
  exemption,
  facts,
  recordedEvidence,
  HOUR,
  MINUTE,
  NEW,
  OLD,
} from "./build.ts";
import { nextOf, record, request, rolling, said } from "./build.ts";

const lint = (over: Partial<RecordedEvidence> = {}) => recordedEvidence("cq-lint", over);
const verified = (evidences: readonly RecordedEvidence[], over: Partial<Facts> = {}) =>
  facts({
    evidence: evidence({ required: [requiredItem("cq-lint")], recorded: evidences }),
    ...over,
  });

/** The next stage up, judged with these facts. */
function increase(before: RolloutRecord, facts: Facts) {
  const percentage = before.percentage === 0 ? 10 : 25;
  return judge(before, request(before, { percentage }), facts);
}

const PREPARED = record();
const AT_10 = rolling(10);
const day = 24 * HOUR;

describe("the evidence of an increase", () => {
  for (const [says, before, given] of [
    ["at a start, a day old", PREPARED, verified([lint({ at: after(2 * HOUR - day) })])],
    [
      "at a start, as old as its item allows",
      PREPARED,
      facts({
        evidence: evidence({
          required: [requiredItem("cq-lint", { within: 3 * day })],
          recorded: [lint({ at: after(2 * HOUR - 3 * day) })],
        }),
      }),
    ],
    ["at a stage, newer than it", AT_10, verified([lint({ at: after(1) })])],
    [
      "at a stage, older than its item allows a start",
      AT_10,
      facts({
        evidence: evidence({
          required: [requiredItem("cq-lint", { within: MINUTE })],
          recorded: [lint()],
        }),
      }),
    ],
    ["of this very moment", AT_10, verified([lint({ at: after(2 * HOUR) })])],
    [
      "that passes after it failed",
      AT_10,
      verified([lint({ verdict: "fail", at: after(2) }), lint({ at: after(2.5) })]),
    ],
    [
      "that passes after it failed, in whatever order it is found",
      AT_10,
      verified([lint({ at: after(3) }), lint({ verdict: "fail", at: after(2) })]),
    ],
    ["that is exempt instead", AT_10, verified([], { exemptions: [exemption("cq-lint")] })],
    [
      "that is exempt for half a second more",
      AT_10,
      verified([], { exemptions: [exemption("cq-lint", { expires: after(2 * HOUR + 0.5) })] }),
    ],
    [
      "that failed and is exempt",
      AT_10,
      verified([lint({ verdict: "fail" })], { exemptions: [exemption("cq-lint")] }),
    ],
  ] as const) {
    it(`counts ${says}`, () => {
      assert.deepEqual(said(increase(before, given)), []);
    });
  }

  // prettier-ignore
  for (const [says, before, factsNow, why] of [
    ["none", AT_10, verified([]), "missing"],
    ["that of another item", AT_10, verified([recordedEvidence("cq-types")]), "missing"],
    ["that of another release", AT_10, verified([lint({ release: OLD.deployment })]), "missing"],
    ["more than a day old at a start", PREPARED, verified([lint({ at: after(2 * HOUR - day - 60) })]), "verified 24 h 1 min ago, which may be 24 h at most"],
    ["older than its item allows at a start", PREPARED,
      facts({ evidence: evidence({ required: [requiredItem("cq-lint", { within: HOUR })], recorded: [lint({ at: after(0) })] }) }), "verified 2 h ago, which may be 1 h at most"],
    ["of the very moment that the stage was entered", AT_10, verified([lint({ at: after(0) })]), "verified at 2026-01-31T12:00:00.000Z, which must be after 2026-01-31T12:00:00.000Z"],
    ["from before the stage", AT_10, verified([lint({ at: after(-1) })]), "verified at 2026-01-31T11:59:59.000Z, which must be after 2026-01-31T12:00:00.000Z"],
    ["that failed", AT_10, verified([lint({ verdict: "fail" })]), "failed at 2026-01-31T13:00:00.000Z"],
    ["that failed after it passed", AT_10, verified([lint({ at: after(1) }), lint({ verdict: "fail", at: after(2) })]), "failed at 2026-01-31T12:00:02.000Z"],
    ["that failed and passed at the same moment", AT_10, verified([lint(), lint({ verdict: "fail" })]), "failed at 2026-01-31T13:00:00.000Z"],
    ["that passed and failed at the same moment", AT_10, verified([lint({ verdict: "fail" }), lint()]), "failed at 2026-01-31T13:00:00.000Z"],
    ["yet to come", AT_10, verified([lint({ at: after(3 * HOUR) })]), "dated 2026-01-31T15:00:00.000Z, which is in the future"],
    ["of no moment", AT_10, verified([lint({ at: "noon" })]), "dated noon, which is no moment in UTC"],
    ["of a moment without a zone", AT_10, verified([lint({ at: "2026-01-31T13:00:00" })]), "dated 2026-01-31T13:00:00, which is no moment in UTC"],
    ["whose exemption has expired", AT_10, verified([], { exemptions: [exemption("cq-lint", { expires: after(2 * HOUR) })] }), "missing"],
    ["whose exemption ends at no moment", AT_10, verified([], { exemptions: [exemption("cq-lint", { expires: "soon" })] }), "missing"],
    ["exempt under another name", AT_10, verified([], { exemptions: [exemption("cq-types")] }), "missing"],
  ] as const) {
    it(`does not count ${says}`, () => {
      assert.deepEqual(said(increase(before, factsNow)), [`evidence: 1 item of 1.5.0 not verified: cq-lint (${why}); ./canary verify`]);
    });
  }

  it("is refused for every item that lacks it, by one command for all that commands verify, and one for people", () => {
    const factsOf = facts({
      evidence: evidence({
        required: [
          ...["a", "b", "c", "d"].map((item) => requiredItem(item)),
          ...["e", "f"].map((item) => requiredItem(item, { how: "attest" })),
        ],
        recorded: [recordedEvidence("b"), recordedEvidence("c", { verdict: "fail" })],
      }),
    });
    assert.deepEqual(said(increase(AT_10, factsOf)), [
      "evidence: 3 items of 1.5.0 not verified: a, d (missing), c (failed at 2026-01-31T13:00:00.000Z); ./canary verify",
      "evidence: 2 items of 1.5.0 not attested: e, f (missing); ./canary attest e f --by NAME",
    ]);
  });

  it("is refused once where its file is at fault, whatever is requested, and with what is exempt exempted", () => {
    const message = "evidence/1.json is not JSON";
    const broken = (over: Partial<Facts["evidence"]>) =>
      facts({ evidence: evidence({ faults: [{ release: NEW.deployment, message }], ...over }) });
    const refused = [
      `evidence: ${message}; mend the file, or remove it and verify its items again: ./canary verify`,
    ];
    const all = broken({ required: [requiredItem("cq-lint"), requiredItem("cq-tsc")] });
    assert.deepEqual(said(increase(AT_10, all)), refused);
    assert.deepEqual(said(increase(AT_10, broken({}))), refused);
    const exempt = { ...all, exemptions: [exemption("cq-lint")] };
    assert.deepEqual(said(increase(AT_10, exempt)), refused);
    assert.deepEqual(
      nextOf(increase(AT_10, exempt)).evidence.map(({ item }) => item),
      ["cq-lint"],
    );
    const other = broken({ faults: [{ release: OLD.deployment, message }] });
    assert.deepEqual(said(increase(AT_10, other)), []);
    for (const ask of [{ percentage: 0 }, { halt: built.halt(NEW) }])
      assert.deepEqual(said(judge(AT_10, request(AT_10, ask), all)), []);
  });

  it("never keeps from going back", () => {
    const before = rolling(50);
    const asks = [{ percentage: 0 }, { percentage: 10 }, { halt: built.halt(NEW) }];
    for (const ask of asks)
      assert.deepEqual(said(judge(before, request(before, ask), verified([]))), []);
  });
});

describe("what counted", () => {
  const given = facts({
    evidence: evidence({
      required: [requiredItem("cq-lint"), requiredItem("cq-mail")],
      closeOut: [requiredItem("co-docs")],
      recorded: [
        lint({ at: after(1) }),
        lint({ at: after(5), digest: "d5" }),
        recordedEvidence("co-docs", { release: OLD.deployment, at: after(9) }),
      ],
    }),
    exemptions: [exemption("cq-mail")],
  });
  const frozen = [
    { item: "cq-lint", verdict: "pass", at: after(5), digest: "d5" },
    {
      item: "cq-mail",
      verdict: "exempt",
      at: given.stamp,
      digest: "Ada, until 2026-01-31T15:00:00.000Z: no mail in staging",
    },
  ];
  const closeOut = { item: "co-docs", verdict: "pass", at: after(9), digest: "d1" };
  const owed = { ended: "finish", release: OLD, at: after(0) } as const;

  it("is frozen into the record at a start, with the close-out", () => {
    assert.deepEqual(nextOf(increase(record({ owed }), given)).evidence, [...frozen, closeOut]);
  });

  it("is frozen at an advance and a promote, without it", () => {
    assert.deepEqual(nextOf(increase(rolling(10, { owed }), given)).evidence, frozen);
    const last = rolling(100, { owed });
    assert.deepEqual(nextOf(judge(last, request(last, { stable: NEW }), given)).evidence, frozen);
  });

  it("stays as it was when the same is requested again, though what is found has changed", () => {
    const advanced = nextOf(increase(AT_10, given));
    assert.equal(judge(advanced, request(advanced), facts()).next, advanced);
  });

  it("belongs to its own transition: the next one leaves it behind", () => {
    const evidence = nextOf(increase(AT_10, given)).evidence;
    for (const [before, asks] of [
      [rolling(50, { evidence }), { percentage: 0 }],
      [rolling(50, { evidence }), { percentage: 10 }],
      [rolling(50, { evidence }), { halt: built.halt(NEW) }],
      [rolling(50, { evidence }), { percentage: 75 }],
      [record({ evidence }), { canary: undefined }],
    ] as const) {
      assert.deepEqual(nextOf(judge(before, request(before, asks), facts())).evidence, []);
    }
  });
});
