#!/usr/bin/env bash
# Most people take `@pulumi/pulumi` for a gRPC client with types, so that importing it costs what gRPC
# costs. Found: it loads npm's own dependency solver (@npmcli/arborist, with pacote, cacache and sigstore)
# at once, for a part that only serialized functions and dynamic providers use. Four in ten of the modules
# that a program loads before its first line are npm's, and importing arborist alone took 0.25 of 0.42 s.
# Source: the SDK's runtime/closure/codePaths.js, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @pulumi/pulumi@3.270.0
cat >count.cjs <<'JS'
require("@pulumi/pulumi");
const files = Object.keys(require.cache);
const npm = files.filter((file) =>
  /node_modules\/(@npmcli|pacote|cacache|@sigstore|sigstore|@tufjs|tuf-js|npm-registry-fetch|make-fetch-happen|bin-links)\//.test(file),
);
const arborist = files.filter((file) => file.includes("/@npmcli/arborist/"));
console.log(`@pulumi/pulumi 3.270.0: ${files.length} modules loaded, ${npm.length} of npm's own, ${arborist.length} of arborist`);
process.exit(arborist.length > 20 && npm.length > 100 ? 0 : 1);
JS
node count.cjs || { echo "it no longer loads npm's solver: this finding is out of date" >&2; exit 1; }
# Found: @pulumi/pulumi 3.270.0: 763 modules loaded, 296 of npm's own, 48 of arborist
