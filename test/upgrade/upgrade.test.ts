import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../engine/madeOnce.ts";
import { openProduction, type Production } from "../engine/production.ts";

const root = join(import.meta.dirname, "../..");
const RECORDED = readdirSync(import.meta.dirname).filter((one) => one.endsWith(".tar.gz"));

/** Production at 25 % as a version left it, under this version's program. */
async function leftBy(recorded: string): Promise<Production> {
  const directory = await newFolder();
  execFileSync("tar", ["xzf", join(import.meta.dirname, recorded), "-C", directory]);
  for (const one of ["canary", "policies"]) symlinkSync(join(root, one), join(directory, one));
  const file = join(directory, "Pulumi.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^main: .*$/m, `main: ${join(root, "index.ts")}`));
  return openProduction(directory);
}

for (const recorded of RECORDED)
  describe(`production at 25 % that version ${recorded.replace(".tar.gz", "")} left`, () => {
    let production: Production;
    before(async () => {
      production = await leftBy(recorded);
    });
    after(async () => {
      await production.close();
    });

    it("is taken up with no replacement, no deletion and no move of traffic", async () => {
      const { code, output } = await production.workspace.pulumi(
        ...["preview", "--stack", "production", "--json"],
      );
      assert.equal(code, 0, output);
      const { steps } = JSON.parse(output.slice(output.indexOf("{"))) as {
        steps: { op: string; urn: string }[];
      };
      const changes = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn}`);
      assert.deepEqual(
        changes.filter((one) => !one.startsWith("update ") && !one.startsWith("create ")),
        [],
      );
      assert.deepEqual(
        changes.filter((one) => /Record::traffic|Alias::|Stash::record/.test(one)),
        [],
      );
      const before = production.held();
      const up = await production.up("--skip-preview");
      assert.equal(up.code, 0, up.output);
      assert.deepEqual(production.held(), before);
      assert.equal(before.weights.canary, 25);
    });

    it("rolls back before anything else is written, though its state names no clients", async () => {
      const left = await leftBy(recorded);
      try {
        const back = await left.workspace.canary("rollback", "--reason", "a test", "--yes");
        assert.equal(back.code, 0, back.output);
        assert.match(
          back.output,
          /with a new connection +leave CloudFront: Chromium: within 2 min,/,
        );
        assert.deepEqual(left.held().weights, { stable: 100, canary: 0 });
      } finally {
        await left.close();
      }
    });

    it("goes on to the next stage, and back", async () => {
      await production.edit({ percentage: 50 });
      const up = await production.up("--skip-preview");
      assert.equal(up.code, 0, up.output);
      assert.equal(production.held().weights.canary, 50);
      const back = await production.workspace.canary("rollback", "--reason", "a test", "--yes");
      assert.equal(back.code, 0, back.output);
      assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
    });
  });
