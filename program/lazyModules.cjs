/**
 * Has TypeScript and npm's solver load when they are used, not at each start. Pulumi's SDK requires both
 * whatever the program does: to compile TypeScript, and to say which packages a serialized function needs.
 * This program does neither, since Node strips its types: they are 445 of the 764 modules that the SDK
 * loads, and three quarters of that time.
 *
 * To be required before the SDK: by `nodeargs` in Pulumi.yaml, and by the policy pack's entry.
 */
const { createRequire } = require("node:module");

const sdk = createRequire(require.resolve("@pulumi/pulumi"));

/** The file of a package that the SDK requires; nothing where this version of it requires none. */
function resolved(name) {
  try {
    return sdk.resolve(name);
  } catch {
    return undefined;
  }
}

for (const name of ["typescript", "@npmcli/arborist"]) {
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
  // The SDK's imports read this alone: https://www.typescriptlang.org/tsconfig/#esModuleInterop
  const get = (_target, key) => (key === "__esModule" ? true : load()[key]);
  const exports = new Proxy({}, { get });
  require.cache[filename] ??= {
    id: filename,
    filename,
    loaded: true,
    children: [],
    paths: [],
    exports,
  };
}
