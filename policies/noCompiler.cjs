/**
 * Has no compiler start with the pack. The SDK's entry for policy packs loads TypeScript and registers ts-node,
 * whatever a pack is written in: a third of its start. This pack is imported, and Node strips its types.
 *
 * To be required before that entry, by `nodeargs` in PulumiPolicy.yaml. Pulumi's own host hands those to the
 * entry, which leaves them aside, and not to Node: there the compiler starts, as for any pack.
 */
const { readdirSync } = require("node:fs");
const { dirname, join } = require("node:path");

require("../program/lazyModules.cjs");
const { provide, resolved, sdk } = require("../program/sdkModules.cjs");

/** The file that the SDK registers ts-node by: an installed one, else its own. */
function tsNode() {
  const installed = resolved("ts-node");
  if (installed !== undefined) return installed;
  const vendor = join(dirname(sdk.resolve("@pulumi/pulumi/package.json")), "vendor");
  const [own] = readdirSync(vendor).filter((name) => name.startsWith("ts-node@"));
  return own && join(vendor, own, "index.js");
}

provide(tsNode(), { register: () => undefined });
