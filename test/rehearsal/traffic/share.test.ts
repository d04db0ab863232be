import assert from "node:assert/strict";
import { shareOf } from "../../../rehearsal/traffic/share.ts";

describe("the measured share of the canary", () => {
  it("is held to the interval that 99.9 % of samples of the declared weight are in", () => {
    const { measured, from, to, within } = shareOf({ stable: 900, canary: 100 }, 10, Infinity);
    assert.equal(measured, 10);
    assert.ok(within);
    // sqrt(0.1 * 0.9 / 1000) = 0.949 %, 3.29 times: 3.12 %.
    assert.ok(Math.abs(from - 6.88) < 0.01 && Math.abs(to - 13.12) < 0.01, `${from} ${to}`);
    assert.ok(!shareOf({ stable: 860, canary: 140 }, 10, Infinity).within);
    assert.ok(!shareOf({ stable: 940, canary: 60 }, 10, Infinity).within);
  });

  it("counts answers of DNS, not visitors that follow the same one", () => {
    // As many answers as visitors make half the sample.
    const { from } = shareOf({ stable: 900, canary: 100 }, 10, 1000);
    assert.ok(Math.abs(from - (10 - 3.12 * Math.SQRT2)) < 0.01, String(from));
    assert.ok(shareOf({ stable: 860, canary: 140 }, 10, 1000).within);
  });

  it("allows nothing beside the declared weight where it is all or none", () => {
    assert.ok(shareOf({ stable: 0, canary: 100 }, 100, Infinity).within);
    assert.ok(!shareOf({ stable: 1, canary: 99 }, 100, Infinity).within);
  });
});
