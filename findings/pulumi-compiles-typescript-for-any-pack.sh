#!/usr/bin/env bash
# Most people think that a Pulumi policy pack in plain JavaScript runs without a compiler, the more so where
# its runtime says `typescript: false`, by which the SDK's entry for programs loads none. Found: the entry for
# policy packs does not read that setting. It loads all of TypeScript, with ts-node around it, before any pack,
# and type-checks what it requires from then on.
# Source: cmd/run-policy-pack/index.js and run.js, beside cmd/run/run.js, of the SDK at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @pulumi/pulumi@3.270.0
echo 'module.exports = {};' >main.js
cat >count.cjs <<'JS'
// Says at the end what the entry has loaded. No engine answers here: what comes after the loading fails.
process.on("exit", () => {
  const loaded = Object.keys(require.cache).filter((file) => /\/typescript(@[^/]*)?\//.test(file));
  const bytes = loaded.reduce((sum, file) => sum + require("node:fs").statSync(file).size, 0);
  console.log(`compiler ${Math.round(bytes / 1e6)} MB`);
});
JS
entry() {
  local typescript=$1
  shift
  PULUMI_NODEJS_TYPESCRIPT=$typescript node --require ./count.cjs "node_modules/@pulumi/pulumi/cmd/$1/index.js" \
    "${@:2}" 2>/dev/null | sed -n 's/^compiler //p'
}
program=(run --project test --stack test --monitor 127.0.0.1:1 --engine 127.0.0.1:1 --pwd "$folder" "$folder/main.js")
pack=(run-policy-pack 127.0.0.1:1 "$folder/main.js")
result="with typescript: true a program loads $(entry true "${program[@]}") and a pack $(entry true "${pack[@]}"); with false $(entry false "${program[@]}") and $(entry false "${pack[@]}")"
echo "@pulumi/pulumi 3.270.0: $result of compiler"
[[ $result =~ false\ 0\ MB\ and\ [1-9][0-9]*\ MB$ ]] || { echo "this finding is out of date" >&2; exit 1; }
# Found: with typescript: true a program loads 8 MB and a pack 8 MB; with false 0 MB and 8 MB of compiler
