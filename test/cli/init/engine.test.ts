import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startClouds } from "../../../rehearsal/clouds/index.ts";
import { startDatadogApi } from "../../../rehearsal/datadogApi/index.ts";
import { openWorkspace } from "../../../rehearsal/workspace.ts";
import { ALL, newFolder } from "./folder.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** What `npm install` would put there: the package, here by its sources. */
function installHere(directory: string): void {
  const modules = join(directory, "node_modules");
  const own = join(modules, "canary-rollout");
  mkdirSync(own, { recursive: true });
  symlinkSync(join(ROOT, "node_modules/@pulumi"), join(modules, "@pulumi"));
  const exports = { ".": "./index.js", "./lazy-modules": "./lazyModules.cjs" };
  writeFileSync(join(own, "package.json"), JSON.stringify({ type: "module", exports }));
  const program = JSON.stringify(join(ROOT, "index.ts"));
  writeFileSync(
    join(own, "index.js"),
    `export const canaryRollout = async () => (await import(${program})).default;\n`,
  );
  const lazy = JSON.stringify(join(ROOT, "program/lazyModules.cjs"));
  writeFileSync(join(own, "lazyModules.cjs"), `require(${lazy});\n`);
}

describe("what canary init writes, on the real engine", () => {
  it("previews both stacks as they were written, with nothing but creations", async () => {
    const folder = newFolder();
    const scratch = mkdtempSync(join(tmpdir(), "init-engine-"));
    const file = join(scratch, "clouds.sqlite");
    const clouds = await startClouds({ file });
    const datadog = await startDatadogApi({ file });
    try {
      await folder.run({ flags: ALL });
      installHere(folder.directory);
      mkdirSync(join(folder.directory, "state"));
      const workspace = await openWorkspace(folder.directory, clouds.debugProviders);
      for (const stack of ["staging", "production"]) {
        const made = await workspace.pulumi("stack", "init", stack);
        assert.equal(made.code, 0, made.output);
        // What is written names no address of the API; the one on this machine is put beside it.
        const set = ["config", "set", "--stack", stack, "--path", "corner-shop:datadog.host"];
        assert.equal((await workspace.pulumi(...set, datadog.url)).code, 0);
        const { code, output } = await workspace.pulumi("preview", "--stack", stack);
        assert.equal(code, 0, output);
        assert.match(output, /\+ \d+ to create/);
        assert.doesNotMatch(output, /to (update|delete|replace)/);
        if (stack === "production") assert.match(output, /aws:cloudfront:Distribution/);
      }
    } finally {
      await datadog.close();
      await clouds.close();
      folder.remove();
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
