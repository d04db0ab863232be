import assert from "node:assert/strict";
import * as fc from "fast-check";
import { judge } from "../../rollout/judge.ts";
import { cameBack, replay } from "../../rollout/replay.ts";
import { isGoingBack } from "../../rollout/transitions.ts";
import { facts, haltedAs, NEW, nextOf, rolledBack, rolling, T0 } from "./build.ts";
import { RUNS } from "./property.ts";
import { walk, walks } from "./walk.ts";

const WALKS = { seed: RUNS.seed, numRuns: 300 };
const again = (record: Parameters<typeof replay>[0]) =>
  replay(record, () => facts({ now: record.enteredAt }));

describe("a record, judged again by itself", () => {
  it("is exempted where it was made, along any walk", () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const { after } of walk(steps))
          if (after) assert.deepEqual(again(after), { refusals: [] });
      }),
      WALKS,
    );
  });

  it("is refused where it was, but by the gate, whose word it does not hold", () => {
    let refused = 0;
    fc.assert(
      fc.property(walks, (steps) => {
        for (const { before, request, facts } of walk(steps)) {
          const judged = judge(before, request, { ...facts, gate: undefined });
          if (before === undefined || judged.refusals.length === 0) continue;
          refused += 1;
          const { refusals, contradiction } = again(nextOf(judged));
          assert.ok(refusals.length > 0 || contradiction !== undefined);
        }
      }),
      WALKS,
    );
    assert.ok(refused > 1000);
  });

  it("is not judged where it goes back, whatever is wrong with it", () => {
    for (const kind of ["step back", "halt", "roll back", "revert"] as const) {
      const from = { percentage: 25, enteredAt: T0 };
      const record = rolling(25, { kind, from, plan: [], halted: [haltedAs(NEW)] });
      assert.deepEqual(again(record), { refusals: [] });
      assert.ok(cameBack(record) && isGoingBack(kind));
    }
  });

  it("goes back by its share too, not by its name alone", () => {
    const from = { percentage: 10, enteredAt: T0 };
    assert.ok(!cameBack(rolledBack({ percentage: 50, from })));
    assert.ok(!cameBack(rolling(25, { from })));
  });
});
