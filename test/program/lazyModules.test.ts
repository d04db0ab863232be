import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What a process prints that required the file first, as Pulumi.yaml has Node do. */
function printed(code: string): unknown {
  const args = ["--require", "./program/lazyModules.cjs", "--print", code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }));
}

const LOADED = `Object.keys(require.cache).filter((file) => /node_modules\\/(typescript|@npmcli\\/arborist)\\/./.test(file)).length`;

describe("what the SDK loads at its start", () => {
  it("is neither TypeScript nor npm's solver", () => {
    // Both are in the cache, as what loads them once they are used.
    assert.equal(printed(`require("@pulumi/pulumi"); ${LOADED}`), 2);
  });

  it("is both, once something uses them", () => {
    assert.deepEqual(
      printed(
        `const used = [typeof require("typescript").transpileModule, typeof require("@npmcli/arborist").Node]; JSON.stringify([...used, ${LOADED} > 20])`,
      ),
      ["function", "function", true],
    );
  });
});
