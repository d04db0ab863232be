import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What a process prints that required a file first, as Pulumi.yaml and PulumiPolicy.yaml have Node do. */
function printed(
  code: string,
  required = "./program/lazyModules.cjs",
  traced: { readonly args: readonly string[]; readonly env: object } = { args: [], env: {} },
): unknown {
  const args = ["--require", required, "--print", code, ...traced.args];
  const env = { ...process.env, ...traced.env };
  const options = { cwd: ROOT, env, encoding: "utf8", stdio: "pipe" } as const;
  return JSON.parse(execFileSync(process.execPath, args, options));
}

const loaded = (pattern: string) =>
  `Object.keys(require.cache).filter((file) => /node_modules\\/(${pattern})\\/./.test(file)).length`;
const OPENTELEMETRY = loaded("@opentelemetry\\/(sdk|exporter|instrumentation)[^/]*");
const LOADED = loaded("typescript|@npmcli\\/arborist|@pulumi\\/pulumi\\/automation");

describe("what the SDK loads at its start", () => {
  it("is neither TypeScript, nor npm's solver, nor the Automation API", () => {
    // They are in the cache, as what loads them once they are used.
    assert.equal(printed(`require("@pulumi/pulumi"); ${LOADED}`), 3);
  });

  it("is no OpenTelemetry in a run that nobody traces", () => {
    const spans = `
      const sdk = require("node:module").createRequire(require.resolve("@pulumi/pulumi"));
      const { newSpan } = sdk("./cmd/run/tracing");
      const span = newSpan("language-runtime.run");
      span.setAttribute("typescript-enabled", false);
      span.addEvent("ended");
      span.end();
      JSON.stringify([span.isRecording(), ${OPENTELEMETRY} > 0])`;
    assert.deepEqual(printed(spans), [false, false]);
  });

  for (const [how, args, env] of [
    ["by a flag of the SDK", ["--", "--tracing=http://127.0.0.1:9/spans"], {}],
    ["by its environment", [], { TRACEPARENT: `00-${"1".repeat(32)}-${"1".repeat(16)}-01` }],
  ] as const)
    it(`is OpenTelemetry in a run that is traced ${how}`, () => {
      const start = `
        const sdk = require("node:module").createRequire(require.resolve("@pulumi/pulumi"));
        const tracing = sdk("./cmd/run/tracing");
        tracing.start("http://127.0.0.1:9/spans");
        JSON.stringify([tracing.newSpan("one").isRecording(), ${OPENTELEMETRY} > 0])`;
      assert.deepEqual(printed(start, undefined, { args, env }), [true, true]);
    });

  it("is each, once something uses it", () => {
    assert.deepEqual(
      printed(
        `const used = [typeof require("typescript").transpileModule, typeof require("@npmcli/arborist").Node, typeof require("@pulumi/pulumi").automation.LocalWorkspace]; JSON.stringify([...used, ${LOADED} > 20])`,
      ),
      ["function", "function", "function", true],
    );
  });

  it("is to everyone else what the package is: its parts, their names, a function to call", () => {
    const used = `
      const { parse } = require("semver");
      const normalize = require("normalize-package-data");
      const manifest = { name: "one", version: "1.0.0", repository: "github:a/b" };
      normalize(manifest);
      JSON.stringify([
        parse("1.2.3").minor,
        Object.keys(require("js-yaml")).includes("load"),
        "load" in require("js-yaml"),
        manifest.repository.type,
      ])`;
    assert.deepEqual(printed(used), [2, true, true, "git"]);
    const imported = `
      import("js-yaml").then(async ({ load, default: yaml }) => {
        const { default: normalize } = await import("normalize-package-data");
        const manifest = { name: "one", version: "1.0.0", repository: "github:a/b" };
        normalize(manifest);
        console.log(JSON.stringify([load("a: 1"), yaml.load("a: 2"), manifest.repository.type]));
      });
      ""`;
    assert.deepEqual(printed(imported), [{ a: 1 }, { a: 2 }, "git"]);
  });

  it("is no debugger, and one once a function is serialized", () => {
    // As @pulumi/pulumi/cmd/run does before each program.
    const serialized = (then: string) => `
      const inspector = require("node:inspector");
      let sessions = 0;
      const { connect } = inspector.Session.prototype;
      inspector.Session.prototype.connect = function () { sessions += 1; connect.call(this); };
      const own = require("node:module").createRequire(require.resolve("@pulumi/pulumi"));
      const size = 3;
      const twice = () => size * 2;
      own("./runtime/closure/v8Hooks").isInitializedAsync().then(async () => {
        const before = sessions;
        ${then}
      });
      ""`;
    const text = `const { text } = await require("@pulumi/pulumi").runtime.serializeFunction(twice);
      console.log(JSON.stringify([before, sessions, /size = 3|size: 3/.test(text), text]))`;
    const [before, after, isWhole, own] = printed(serialized(text)) as unknown[];
    assert.deepEqual([before, after, isWhole], [0, 1, true]);
    const [sdks, , , theirs] = printed(serialized(text), "node:inspector") as unknown[];
    assert.deepEqual([sdks, theirs], [1, own]);
    // Where it was made, in the message about one that cannot be.
    const where = `const { getFunctionLocationAsync } = own("./runtime/closure/v8");
      console.log(JSON.stringify((await getFunctionLocationAsync(require("./program/sdkModules.cjs").provide)).file))`;
    assert.match(String(printed(serialized(where))), /program\/sdkModules\.cjs$/);
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
