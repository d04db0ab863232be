import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startClouds } from "../../../rehearsal/clouds/index.ts";
import { startDatadogApi } from "../../../rehearsal/datadogApi/index.ts";
import { openWorkspace } from "../../../rehearsal/workspace.ts";
import { ALL, newFolder } from "./folder.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** What `npm install` would put there: the package, here the repository itself. */
function installHere(directory: string): void {
  const modules = join(directory, "node_modules");
  mkdirSync(modules);
  symlinkSync(join(ROOT, "node_modules/@pulumi"), join(modules, "@pulumi"));
  symlinkSync(ROOT, join(modules, "canary-rollout"));
}

describe("what canary init writes, on the real engine", () => {
  it("previews both stacks as they were written, with the policies, and nothing but creations", async () => {
    const folder = newFolder();
    const scratch = mkdtempSync(join(tmpdir(), "init-engine-"));
    const file = join(scratch, "clouds.sqlite");
    const clouds = await startClouds({ file });
    const datadog = await startDatadogApi({ file });
    try {
      await folder.run({ flags: ALL, now: new Date() });
      installHere(folder.directory);
      mkdirSync(join(folder.directory, "state"));
      const workspace = await openWorkspace(folder.directory, clouds.debugProviders);
      for (const stack of ["staging", "production"]) {
        const made = await workspace.pulumi("stack", "init", stack);
        assert.equal(made.code, 0, made.output);
        // What is written names no address of the API; the one on this machine is put beside it.
        const set = ["config", "set", "--stack", stack, "--path", "corner-shop:datadog.host"];
        assert.equal((await workspace.pulumi(...set, datadog.url)).code, 0);
        const pack = ["--policy-pack", "node_modules/canary-rollout/policies"];
        const { code, output } = await workspace.pulumi("preview", "--stack", stack, ...pack);
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
