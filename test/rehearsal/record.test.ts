import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordReader } from "../../rehearsal/record.ts";

describe("what the control room reads of a rehearsal's record", () => {
  it("reads the engine's own file, again once that is written", async () => {
    const workspace = await mkdtemp(join(tmpdir(), "canary-test-"));
    try {
      const read = recordReader(workspace, "shop", "production");
      assert.equal(read(), undefined);
      const folder = join(workspace, "state/.pulumi/stacks/shop");
      await mkdir(folder, { recursive: true });
      const write = async (input: object, second: number) => {
        const urn = "urn:pulumi:production::canary::pulumi:index:Stash::record";
        const resources = [{ urn, type: "pulumi:index:Stash", inputs: { input } }];
        const file = join(folder, "production.json");
        await writeFile(file, JSON.stringify({ checkpoint: { latest: { resources } } }));
        await utimes(file, second, second);
      };
      await write({ percentage: 25 }, 1);
      assert.deepEqual(read(), { percentage: 25 });
      await write({ percentage: 50 }, 2);
      assert.deepEqual(read(), { percentage: 50 });
    } finally {
      await rm(workspace, { recursive: true });
    }
  });
});
