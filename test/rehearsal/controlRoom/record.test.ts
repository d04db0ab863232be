import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordReader, rowOf, type Remembered } from "../../../rehearsal/controlRoom/record.ts";

const stable = { version: "1.4.0", commit: "a", deployment: "dpl_1" };
const canary = { version: "1.5.0", commit: "b", deployment: "dpl_2" };
const record: Remembered = {
  kind: "advance",
  stable,
  canary,
  percentage: 25,
  plan: [
    { percentage: 25, soak: 60 },
    { percentage: 100, soak: 60 },
  ],
  enteredAt: "2026-11-24T10:00:00.000Z",
  halted: [],
};
const entered = Date.parse(record.enteredAt);

describe("what the control room shows of the record", () => {
  it("counts the soak from the stage's start, or from the last recovery", () => {
    assert.equal(rowOf(record, 0, entered + 20_000).soakLeft, 40);
    assert.equal(rowOf(record, entered + 15_000, entered + 20_000).soakLeft, 55);
    assert.equal(rowOf(record, 0, entered + 90_000).soakLeft, 0);
    assert.equal(rowOf({ ...record, percentage: 0 }, 0, entered).soakLeft, undefined);
  });

  it("names a canary only where there is one, and says whether it is halted", () => {
    assert.equal(rowOf({ ...record, canary: stable }, 0, entered).canary, undefined);
    assert.equal(rowOf(record, 0, entered).halted, false);
    assert.equal(rowOf({ ...record, halted: [{ release: canary }] }, 0, entered).halted, true);
    assert.equal(rowOf({ ...record, halted: [{ release: stable }] }, 0, entered).halted, false);
  });

  it("reads the engine's own file, again once that is written", async () => {
    const ground = await mkdtemp(join(tmpdir(), "canary-test-"));
    try {
      const read = recordReader(ground, "production");
      assert.equal(read(), undefined);
      const folder = join(ground, "state/.pulumi/stacks/canary");
      await mkdir(folder, { recursive: true });
      const write = async (input: Remembered, second: number) => {
        const urn = "urn:pulumi:production::canary::pulumi:index:Stash::record";
        const resources = [{ urn, type: "pulumi:index:Stash", inputs: { input } }];
        const file = join(folder, "production.json");
        await writeFile(file, JSON.stringify({ checkpoint: { latest: { resources } } }));
        await utimes(file, second, second);
      };
      await write(record, 1);
      assert.deepEqual(read(), record);
      await write({ ...record, percentage: 50 }, 2);
      assert.equal(read()?.percentage, 50);
    } finally {
      await rm(ground, { recursive: true });
    }
  });
});
