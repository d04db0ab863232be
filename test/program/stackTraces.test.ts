import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What a program prints that imported the file, after the SDK's entry has set up its own stack traces. */
function printed(code: string, env: Record<string, string> = {}): unknown {
  const program = `
    import { createRequire } from "node:module";
    createRequire("${ROOT}/node_modules/@pulumi/pulumi/index.js")("source-map-support/register");
    await import("${ROOT}/program/stackTraces.ts");
    const { debuggablePromise } = await import("@pulumi/pulumi/runtime/debuggable.js");
    console.log(JSON.stringify(${code}));`;
  const args = ["--input-type=module", "--eval", program];
  const options = { cwd: ROOT, encoding: "utf8", env: { ...process.env, ...env } } as const;
  return JSON.parse(execFileSync(process.execPath, args, options));
}

const LEAKS = { PULUMI_DEBUG_PROMISE_LEAKS: "true" };

describe("the stack of an error", () => {
  const thrown = `(function thrower() { return new TypeError("wrong").stack; })().split("\\n").slice(0, 2)`;

  it("is what Node gives, for all errors", () => {
    const [first, second] = printed(thrown) as string[];
    assert.equal(first, "TypeError: wrong");
    assert.match(second ?? "", /^ {4}at thrower \(file:.+:\d+:\d+\)$/);
    assert.deepEqual([first, second], printed(thrown, LEAKS));
  });

  it("is not captured for a promise of the SDK, unless somebody looks for those that leak", () => {
    const own = `((p) => { const made = Promise.resolve(p); debuggablePromise(made, "one"); return made._debugStackTrace; })(1)`;
    assert.equal(printed(own), "Error");
    assert.match(String(printed(own, LEAKS)), /^Error\n {4}at debuggablePromise/);
    const [, thenThrown] = printed(`[${own}, ${thrown}]`) as [string, string[]];
    assert.match(thenThrown[1] ?? "", /^ {4}at thrower /);
  });
});
