/**
 * Has a start load what it uses. Pulumi's SDK requires TypeScript, npm's solver and its Automation API
 * whatever the program does: to compile TypeScript, to say which packages a serialized function needs, and to
 * run the engine from a program. This program does none of these, and Node strips its types: the first two
 * are 445 of the 764 modules that the SDK loads, and three quarters of that time. Here they load once they are
 * used, and so do smaller ones.
 * What is loaded is compiled once, for later starts too.
 *
 * To be required before the SDK: by `nodeargs` in Pulumi.yaml, and by the policy pack's entry.
 */
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");

// Where NODE_COMPILE_CACHE says, else where the canary command keeps it: not in the temp folder, where Node
// would, and others may write.
enableCompileCache(join(__dirname, "../.tools/cache"));
require("./oneLanguage.cjs");
const { lazy, provide, resolved, sdk } = require("./sdkModules.cjs");

// It would map the lines of each stack that is read, by maps of which there are none.
provide(resolved("source-map-support/register"), {});
provide(resolved("./runtime/closure/v8Hooks"), require("./lazyInspector.cjs"));

// It would load OpenTelemetry, and trace a run that nobody traces by spans that lead nowhere.
const isTraced =
  process.argv.some((arg) => arg.startsWith("--tracing")) || process.env["TRACEPARENT"];
if (!isTraced) {
  const newSpan = (name) =>
    sdk("@opentelemetry/api").trace.getTracer("nodejs-runtime").startSpan(name);
  provide(resolved("./cmd/run/tracing"), { __esModule: true, newSpan });
}

/** What the SDK requires by name, and this program uses none of. */
const LAZY = [
  ...["typescript", "@npmcli/arborist", "./automation"],
  ...["semver", "js-yaml", "normalize-package-data"],
];

for (const name of LAZY) {
  const filename = resolved(name);
  let loaded;
  const load = () => {
    if (!loaded) {
      delete require.cache[filename];
      loaded = sdk(name);
    }
    return loaded;
  };
  // What the SDK reads at its start: of each whether it is a module of its kind, and of TypeScript its version.
  // https://www.typescriptlang.org/tsconfig/#esModuleInterop
  const eager = { __esModule: true };
  if (name === "typescript")
    Object.defineProperty(eager, "version", { get: () => sdk("typescript/package.json").version });
  provide(filename, lazy(load, eager));
}
