import assert from "node:assert/strict";
import {
  originAliasRestore,
  judgeRestore,
  stableAliasRestore,
  unknownRestore,
  weightRestore,
} from "../../rollout/restore.ts";
import { gate, haltedAs, NEW, rolling, said } from "./build.ts";

const AT_50 = rolling(50);
const HALTED = rolling(50, { halted: [haltedAs(NEW)] });
const closed = gate("closed", {
  measurements: [{ name: "error rate", verdict: "closed", observed: "6 %, critical above 5 %" }],
});
const HOST = "www.example.com";

const PUT_BACKS = {
  weight: (of = AT_50) => weightRestore(of, 25),
  "weight from 0": (of = AT_50) => weightRestore(of, 0),
  "public alias": (of = AT_50) => stableAliasRestore(of, HOST, "dpl_139"),
  "origin's alias": (of = AT_50) => originAliasRestore(of, HOST, "dpl_139"),
};

const refused = (restore: Parameters<typeof judgeRestore>[0], verdict = closed) =>
  said({ refusals: judgeRestore(restore, verdict) });

describe("traffic restored", () => {
  for (const [what, requested] of [
    ["weight", "advance"],
    ["weight from 0", "start"],
    ["public alias", "promote"],
    ["origin's alias", "advance"],
  ] as const) {
    it(`asks for a ${what} as an increase does: ${requested}`, () => {
      assert.equal(PUT_BACKS[what]().increase, requested);
    });

    it(`measures a ${what} for the record at hand`, () => {
      assert.equal(PUT_BACKS[what](AT_50).record, AT_50);
    });

    it(`lets a ${what} through an open gate alone`, () => {
      assert.deepEqual(judgeRestore(PUT_BACKS[what](), gate("open")), []);
      for (const verdict of ["closed", "inconclusive"] as const) {
        const refusals = judgeRestore(PUT_BACKS[what](), gate(verdict));
        assert.deepEqual(
          refusals.map((refusal) => refusal.rule),
          ["gate"],
        );
      }
    });
  }

  it("says both shares, the gate's numbers, and what else to ask for", () => {
    assert.deepEqual(refused(PUT_BACKS.weight()), [
      "gate: the canary has 25 % in the cloud and 50 % in the record; the gate is closed: error rate 6 %, critical above 5 %; hold until it opens, or roll back: ./canary rollback; or ask for the percentage that the cloud has: percentage: 25",
    ]);
  });

  it("says where an alias points and what the record has", () => {
    assert.match(
      refused(PUT_BACKS["public alias"]())[0] ?? "",
      /www.example.com points at dpl_139 and the record has dpl_140 stable; .*; or point it back by hand/,
    );
    assert.match(
      refused(PUT_BACKS["origin's alias"]())[0] ?? "",
      /www.example.com points at dpl_139 and the record has the canary dpl_150; /,
    );
  });

  it("asks for the stage below a share that is none", () => {
    const { observed, remedy } = weightRestore(AT_50, 100 / 3);
    assert.match(observed, /^the canary has 33.3 % in the cloud/);
    assert.equal(remedy, "ask for the stage below what the cloud has: percentage: 25");
  });

  it("does not increase where the cloud does not say what it has, whatever the gate says", () => {
    const unknown = unknownRestore(AT_50, new Error("no answer within 20 s"));
    assert.match(
      refused(unknown, gate("open")).join(),
      /^traffic-unknown: .* cannot be read \(no answer within 20 s\)/,
    );
  });

  it("says that a host which was deleted points at nothing", () => {
    assert.match(stableAliasRestore(AT_50, HOST, undefined).observed, /points at nothing and/);
    assert.match(originAliasRestore(AT_50, HOST, undefined).observed, /points at nothing and/);
  });

  it("does not increase for a halted canary, whatever the gate says", () => {
    for (const what of ["weight", "weight from 0", "origin's alias"] as const) {
      assert.match(
        refused(PUT_BACKS[what](HALTED), gate("open")).join(),
        /^halted: .*1.5.0 is halted \(checkout fails\)/,
      );
    }
  });

  it("may point the public host at the stable release beside a halted canary", () => {
    assert.deepEqual(refused(PUT_BACKS["public alias"](HALTED), gate("open")), []);
  });
});
