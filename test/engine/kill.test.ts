import assert from "node:assert/strict";
import { courseOf, killed } from "../kill/cutOff.ts";
import { OPERATIONS } from "../kill/operations.ts";

/** Of the many kill points that `make kill` takes: between the first change and the last. */
const SHARES = [0.4, 0.8];

describe("an operation that is killed", () => {
  for (const operation of OPERATIONS.filter(({ name }) => ["advance", "roll back"].includes(name)))
    it(`leaves what can be repaired: a ${operation.name}`, async () => {
      const { killPoints } = await courseOf(operation, 1);
      for (const share of SHARES) {
        const killPoint = killPoints[Math.floor(killPoints.length * share)];
        assert.ok(killPoint);
        assert.deepEqual((await killed(operation, killPoint)).faults, []);
      }
    });
});
