/**
 * Has no compiler start with the pack. The SDK's entry for policy packs loads TypeScript and registers ts-node,
 * whatever a pack is written in: a third of its start. This pack is imported, and Node strips its types.
 *
 * To be required before that entry, by `nodeargs` in PulumiPolicy.yaml. Pulumi's own host hands those to the
 * entry, which leaves them aside, and not to Node: there the compiler starts, as for any pack.
 */
const { readdirSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");

require("../program/lazyModules.cjs");

const sdk = require.resolve("@pulumi/pulumi/package.json");

/** The file that the SDK registers ts-node by: an installed one, else its own. */
function tsNode() {
  try {
    return createRequire(sdk).resolve("ts-node");
  } catch {
    const vendor = join(dirname(sdk), "vendor");
    const [own] = readdirSync(vendor).filter((name) => name.startsWith("ts-node@"));
    return own && join(vendor, own, "index.js");
  }
}

const filename = tsNode();
if (filename !== undefined)
  require.cache[filename] ??= {
    id: filename,
    filename,
    loaded: true,
    children: [],
    paths: [],
    exports: { register: () => undefined },
  };
