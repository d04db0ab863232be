#!/usr/bin/env bash
# Most people think that a debugger runs where somebody debugs. Found: Pulumi's Node entry connects an
# inspector and enables V8's debugger before each program and each policy pack, so that functions could be
# serialized later, which most programs never do; and it sets a flag of V8 while running, after which Node's
# own modules take longer to load. An await takes six times as long from then on.
# Source: cmd/run/index.js and runtime/closure/v8Hooks.js of the SDK, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @pulumi/pulumi@3.270.0
cat >time.cjs <<'JS'
const work = async () => {
  const start = performance.now();
  for (const name of ["http2", "https", "worker_threads", "readline", "zlib", "dgram", "cluster", "repl"]) require(name);
  const loaded = performance.now();
  const one = async (n) => n;
  let sum = 0;
  for (let n = 0; n < 300_000; n++) sum += await one(n);
  return [loaded - start, performance.now() - loaded];
};
(async () => {
  // As cmd/run/index.js does before a program.
  if (process.argv[2]) await require("@pulumi/pulumi/runtime/closure/v8Hooks").isInitializedAsync();
  console.log(JSON.stringify(await work()));
})();
JS
for _ in 1 2 3 4 5; do
  node time.cjs >>plain
  node time.cjs debugged >>debugged
done
cat >ratio.cjs <<'JS'
const { readFileSync } = require("node:fs");
const lines = (file) => readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const median = (file, part) => lines(file).map((line) => line[part]).sort((a, b) => a - b)[2];
const [modules, awaits] = [0, 1].map((part) => median("debugged", part) / median("plain", part));
console.log(
  `@pulumi/pulumi 3.270.0, Node ${process.versions.node}: after the SDK's start an await takes ${awaits.toFixed(1)} times as long, and to load modules of Node ${modules.toFixed(1)} times`,
);
process.exit(awaits > 2 && modules > 1.3 ? 0 : 1);
JS
node ratio.cjs || { echo "it slows nothing down: this finding is out of date" >&2; exit 1; }
# Found: @pulumi/pulumi 3.270.0, Node 24.21.0: after the SDK's start an await takes 6.3 times as long, and to
# load modules of Node 3.0 times
