import assert from "node:assert/strict";
import { monitorsWell } from "../../../measure/verify/monitors.ts";
import { verdictOf } from "../../../measure/verdict.ts";
import type { Measurement } from "../../../rollout/gate.ts";

function monitor(key: string, verdict: Measurement["verdict"], observed = "1 %"): Measurement {
  return { key, name: key, verdict, observed };
}

const look = (keys: string[], ...all: Measurement[]) => monitorsWell(keys, verdictOf(all));

describe("the monitors that cover an item", () => {
  it("are well where each has data and none is in alert, whatever others say", () => {
    const { faults, observed, counts } = look(
      ["a", "b"],
      monitor("a", "open"),
      monitor("b", "warning"),
      monitor("c", "closed"),
    );
    assert.deepEqual(faults, []);
    assert.equal(observed, "a 1 % (open); b 1 % (warning)");
    assert.deepEqual(counts, { monitors: 2 });
  });

  it("are not where one is in alert, or has no data", () => {
    assert.deepEqual(look(["a"], monitor("a", "closed", "9 %")).faults, ["a 9 % (closed)"]);
    assert.deepEqual(look(["a"], monitor("a", "inconclusive", "no data")).faults, [
      "a no data (inconclusive)",
    ]);
  });

  it("are not where none of them was measured: it is said why", () => {
    const silent = { name: "Datadog", verdict: "inconclusive", observed: "no API key" } as const;
    assert.deepEqual(look(["a"], silent).faults, [
      "no monitor was measured: Datadog no API key (inconclusive)",
    ]);
  });
});
