import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

/** The packages that files of the command load, by name. */
function packagesOf(...files: string[]): string[] {
  const code = `
    const { registerHooks } = await import("node:module");
    const packages = new Set();
    registerHooks({
      load(url, context, next) {
        const [, name] = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url) ?? [];
        if (name) packages.add(name);
        return next(url, context);
      },
    });
    for (const file of ${JSON.stringify(files)}) await import(file);
    console.log(JSON.stringify([...packages].sort()));`;
  const args = ["--input-type=module", "--eval", code];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }),
  ) as string[];
}

describe("what a status loads", () => {
  it("is neither Pulumi's SDK nor a cloud's, which take longer than the engine's answer", () => {
    const files = [
      ...["./cli/status.ts", "./cli/status/print.ts", "./cli/gateLines.ts"],
      "./cli/status/printAll.ts",
    ];
    assert.deepEqual(packagesOf(...files), ["commander", "yaml", "zod"]);
  });
});
