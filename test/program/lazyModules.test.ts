import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What a process prints that required a file first, as Pulumi.yaml and PulumiPolicy.yaml have Node do. */
function printed(code: string, required = "./program/lazyModules.cjs"): unknown {
  const args = ["--require", required, "--print", code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }));
}

const loaded = (pattern: string) =>
  `Object.keys(require.cache).filter((file) => /node_modules\\/(${pattern})\\/./.test(file)).length`;
const LOADED = loaded("typescript|@npmcli\\/arborist|@pulumi\\/pulumi\\/automation");

describe("what the SDK loads at its start", () => {
  it("is neither TypeScript, nor npm's solver, nor the Automation API", () => {
    // They are in the cache, as what loads them once they are used.
    assert.equal(printed(`require("@pulumi/pulumi"); ${LOADED}`), 3);
  });

  it("is each, once something uses it", () => {
    assert.deepEqual(
      printed(
        `const used = [typeof require("typescript").transpileModule, typeof require("@npmcli/arborist").Node, typeof require("@pulumi/pulumi").automation.LocalWorkspace]; JSON.stringify([...used, ${LOADED} > 20])`,
      ),
      ["function", "function", "function", true],
    );
  });

  it("is no compiler for the policy pack, where the SDK registers one", () => {
    const { version } = createRequire(import.meta.url)("typescript/package.json") as {
      version: string;
    };
    // As @pulumi/pulumi/cmd/run-policy-pack does.
    const registered = `
      const own = require("node:module").createRequire(require.resolve("@pulumi/pulumi"));
      const before = require.extensions[".ts"];
      const found = own("./tsutils").typeScriptRequireStrings();
      own(found.tsnodeRequire).register({ typeCheck: true });
      const isBefore = require.extensions[".ts"] === before;
      JSON.stringify([own(found.typescriptRequire).version, isBefore])`;
    assert.deepEqual(printed(registered, "./policies/noCompiler.cjs"), [version, true]);
  });

  it("is zod without its languages", () => {
    const languages = `import("zod").then(({ locales }) => { console.log(Object.keys(locales).length); }); ""`;
    assert.equal(printed(languages), 0);
  });
});
