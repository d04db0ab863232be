import assert from "node:assert/strict";
import { shareOf } from "../../../rehearsal/traffic/share.ts";

describe("the measured share of the canary", () => {
  it("is held to the interval that 99.999 % of samples of the declared weight are in", () => {
    const { measured, from, to, within } = shareOf({ stable: 900, canary: 100 }, 10, Infinity);
    assert.equal(measured, 10);
    assert.ok(within);
    // sqrt(0.1 * 0.9 / 1000) = 0.949 %, 4.417 times: 4.19 %.
    assert.ok(Math.abs(from - 5.81) < 0.01 && Math.abs(to - 14.19) < 0.01, `${from} ${to}`);
    assert.ok(!shareOf({ stable: 857, canary: 143 }, 10, Infinity).within);
    assert.ok(!shareOf({ stable: 943, canary: 57 }, 10, Infinity).within);
  });

  it("counts answers of DNS, not visitors that follow the same one", () => {
    // As many answers as visitors make half the sample.
    const { from } = shareOf({ stable: 900, canary: 100 }, 10, 1000);
    assert.ok(Math.abs(from - (10 - 4.19 * Math.SQRT2)) < 0.01, String(from));
    assert.ok(shareOf({ stable: 857, canary: 143 }, 10, 1000).within);
  });

  it("allows nothing beside the declared weight where it is all or none", () => {
    assert.ok(shareOf({ stable: 0, canary: 100 }, 100, Infinity).within);
    assert.ok(!shareOf({ stable: 1, canary: 99 }, 100, Infinity).within);
  });
});
