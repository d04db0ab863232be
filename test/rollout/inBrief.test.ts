import assert from "node:assert/strict";
import { inBrief } from "../../rollout/inBrief.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { finished, haltedAs, NEW, OLD, promoted, record, rolledBack, rolling } from "./build.ts";

const CASES: readonly [RolloutRecord, string][] = [
  [record({ canary: OLD }), "no canary, stable 1.4.0"],
  [record(), "1.5.0 at 0 %, stable 1.4.0"],
  [rolling(25), "1.5.0 at 25 %, stable 1.4.0"],
  [rolling(25, { halted: [haltedAs(NEW)] }), "1.5.0 halted at 25 %, stable 1.4.0"],
  [promoted(), "1.5.0 at 100 %, stable 1.5.0"],
  [finished(), "no canary, stable 1.5.0"],
  [rolledBack(), "1.5.0 halted at 0 %, stable 1.4.0"],
];

describe("a record in one line", () => {
  for (const [result, message] of CASES) {
    it(`is, after ${result.kind}: ${message}`, () => {
      assert.equal(inBrief(result), message);
    });
  }
});
