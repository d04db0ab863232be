import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { describeLoad, watchMachine } from "../../rehearsal/machine.ts";

describe("a machine that visitors are played on", () => {
  it("is not overloaded where it keeps up", () => {
    assert.equal(describeLoad({ loop: 40, late: 20, steal: 0.01 }), undefined);
    assert.equal(describeLoad({ loop: 300, late: 500 }), undefined);
  });

  it("is overloaded by each measure alone, and says all of them with their limits", () => {
    assert.equal(
      describeLoad({ loop: 1400, late: 20, steal: 0 }),
      "its event loop was up to 1400 ms late (300 at most), health checks 20 ms (500), and 0 % of its time went to others (10 %)",
    );
    assert.match(describeLoad({ loop: 40, late: 501 }) ?? "", /health checks 501 ms/);
    assert.match(describeLoad({ loop: 40, late: 0, steal: 0.3 }) ?? "", /30 % of its time/);
  });

  it("measures its event loop, and how late health checks were", async () => {
    const machine = watchMachine();
    try {
      await sleep(50);
      const until = performance.now() + 600;
      while (performance.now() < until);
      await sleep(50);
      assert.match(machine.overloaded() ?? "", /event loop was up to ([4-9]\d\d|\d{4,}) ms late/);
      for (const ms of [0, 0, 900, 900, 900]) machine.onChecked(ms);
      assert.match(machine.overloaded() ?? "", /health checks 900 ms/);
    } finally {
      machine.close();
    }
  });
});
