import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What is logged at the level of debugging by a program that declares a resource and logs a line. */
function logged(...imports: readonly string[]): string[] {
  const program = `
    import { createRequire } from "node:module";
    const log = createRequire("${ROOT}/package.json")("@pulumi/pulumi/log/index.js");
    const lines = [];
    log.debug = async (line) => void lines.push(line);
    ${imports.map((file) => `await import("${ROOT}/${file}");`).join("")}
    const pulumi = await import("@pulumi/pulumi");
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
      call: () => ({}),
    });
    class One extends pulumi.CustomResource {}
    const one = new One("test:index:One", "one", { size: 1 });
    await new Promise((done) => one.id.apply(done));
    await pulumi.log.debug("the program's own line");
    console.log(JSON.stringify(lines));`;
  const args = ["--input-type=module", "--eval", program];
  const lines = execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return JSON.parse(lines) as string[];
}

/** The lines about the resource. */
const ofResource = (lines: readonly string[]) =>
  lines.filter((line) => /t=test:index:One, name=one|:One::one|RegisterResource/.test(line));

describe("what the SDK logs of its calls", () => {
  it("is left out, and nothing else that is logged", () => {
    const all = logged();
    assert.ok(ofResource(all).length >= 3, all.join("\n"));
    const kept = logged("program/debugLogs.ts");
    assert.deepEqual(ofResource(kept), []);
    assert.deepEqual(
      kept,
      all.filter((line) => !ofResource(all).includes(line)),
    );
    assert.ok(kept.includes("the program's own line"));
  });
});
