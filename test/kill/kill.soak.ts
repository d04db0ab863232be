import assert from "node:assert/strict";
import type { FaultKind } from "../../rehearsal/clouds/store/rows.ts";
import type { Aftermath } from "./aftermath.ts";
import { courseOf, failed, killed, type Course } from "./cutOff.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

/** At how many points each operation is killed, at least. */
const KILL_POINTS = 20;
const KINDS: readonly FaultKind[] = [429, 500, "hang", "applied-then-error"];
const HEAD = ["", "cut off", "recorded", "repaired by itself", "by a roll back", "faults"];

describe("an operation that is cut off", function () {
  this.timeout(3_600_000);
  const rows: string[][] = [];
  after(() => {
    for (const row of [HEAD, ...rows])
      console.log(row.map((cell, column) => cell.padEnd(column === 0 ? 28 : 20)).join(""));
  });

  for (const operation of OPERATIONS) {
    let course: Course | undefined;
    const existing = async () => (course ??= await courseOf(operation, KILL_POINTS));

    it(`leaves what can be repaired, killed at any point of a ${operation.name}`, async () => {
      const { killPoints } = await existing();
      assert.ok(killPoints.length >= KILL_POINTS);
      await each(operation, "killed", killPoints, (killPoint) => killed(operation, killPoint));
    });

    it(`leaves what can be repaired, whichever call of a ${operation.name} fails`, async () => {
      const { calls } = await existing();
      const cases = calls.flatMap((call, index) => {
        const times = calls.slice(0, index + 1).filter(({ type }) => type === call.type).length;
        return KINDS.map((kind) => ({ call, kind, times }));
      });
      await each(operation, "failed", cases, ({ call, kind, times }) =>
        failed(operation, call, kind, times),
      );
    });
  }

  async function each<T>(
    { name }: Operation,
    how: string,
    cases: readonly T[],
    cutOff: (one: T) => Promise<Aftermath>,
  ): Promise<void> {
    const faults: string[] = [];
    const all: Aftermath[] = [];
    for (const one of cases) {
      const aftermath = await cutOff(one);
      all.push(aftermath);
      faults.push(...aftermath.faults.map((message) => `${JSON.stringify(one)}: ${message}`));
    }
    const count = (counts: (one: Aftermath) => boolean) => `${all.filter(counts).length}`;
    rows.push([
      `${name}, ${how}`,
      `${all.length}`,
      count(({ recorded }) => recorded),
      count(({ repairedBy }) => repairedBy === "again"),
      count(({ repairedBy }) => repairedBy === "rollback"),
      `${faults.length}`,
    ]);
    assert.deepEqual(faults, []);
  }
});
