import assert from "node:assert/strict";
import { conclude } from "../../../cli/rehearse/conclude.ts";
import type { Scenario } from "../../../rehearsal/traffic/index.ts";

const scenario: Scenario = { name: "good", shows: "It goes through.", scale: 300 };
const cutShort = { faults: ["good: waited 60 s in vain"] };

describe("how a rehearsal concludes", () => {
  it("fails with what was found", () => {
    assert.throws(() => {
      conclude([{ scenario, outcome: cutShort }]);
    }, /^UserError: the rehearsal failed\ngood: waited 60 s in vain$|^Error: the rehearsal failed\ngood: waited 60 s in vain$/);
  });

  it("says first that the machine could not keep up, where it could not", () => {
    assert.throws(() => {
      conclude([{ scenario, outcome: cutShort, overloaded: "its event loop was late" }]);
    }, /the machine is overloaded: its event loop was late\. What was found says nothing of the release: run it again with nothing beside it\ngood: waited/);
  });
});
