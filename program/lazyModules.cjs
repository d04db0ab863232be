/**
 * Has a start load what it uses. Pulumi's SDK requires TypeScript, npm's solver and its Automation API
 * whatever the program does: to compile TypeScript, to say which packages a serialized function needs, and to
 * run the engine from a program. This program does none of these, and Node strips its types: the first two
 * are 445 of the 764 modules that the SDK loads, and three quarters of that time. Here all three load once
 * they are used.
 * What is loaded is compiled once, for later starts too.
 *
 * To be required before the SDK: by `nodeargs` in Pulumi.yaml, and by the policy pack's entry.
 */
const { createRequire, enableCompileCache } = require("node:module");
const { join } = require("node:path");

// Where NODE_COMPILE_CACHE says, else where the canary command keeps it: not in the temp folder, where Node
// would, and others may write.
enableCompileCache(join(__dirname, "../.tools/cache"));
require("./oneLanguage.cjs");

const sdk = createRequire(require.resolve("@pulumi/pulumi"));

/** The file that the SDK requires by a name; nothing where this version of it requires none. */
function resolved(name) {
  try {
    return sdk.resolve(name);
  } catch {
    return undefined;
  }
}

/** Have a file be loaded already, with these exports. */
function provide(filename, exports) {
  require.cache[filename] ??= {
    id: filename,
    filename,
    loaded: true,
    children: [],
    paths: [],
    exports,
  };
}

// It would map the lines of each stack that is read, by maps of which there are none.
const mapped = resolved("source-map-support/register");
if (mapped !== undefined) provide(mapped, {});

for (const name of ["typescript", "@npmcli/arborist", "./automation"]) {
  const filename = resolved(name);
  if (filename === undefined) continue;
  let loaded;
  const load = () => {
    if (!loaded) {
      delete require.cache[filename];
      loaded = sdk(name);
    }
    return loaded;
  };
  const get = (_target, key) => {
    // The SDK's imports read this alone: https://www.typescriptlang.org/tsconfig/#esModuleInterop
    if (key === "__esModule") return true;
    // And its entry for policy packs this, of TypeScript.
    if (key === "version" && name === "typescript") return sdk("typescript/package.json").version;
    return load()[key];
  };
  provide(filename, new Proxy({}, { get }));
}
