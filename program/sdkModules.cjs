/**
 * Pulumi's SDK by the files that it requires, so that one of them can be left out or come later. This version
 * may require others than the next one.
 */
const { createRequire } = require("node:module");

/** Requires as the SDK does. */
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

module.exports = { sdk, resolved, provide };
