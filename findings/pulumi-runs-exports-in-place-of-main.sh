#!/usr/bin/env bash
# Most people expect a Pulumi program to be what package.json's `main` names, and take `exports` for what
# importers of a package get. Found: where package.json has `exports` too,
# Pulumi's Node SDK runs exports["."], and `main` is not read. A folder that is both a package and a program
# runs the package: it declares nothing, so that a preview of a new stack is empty.
# `main` in Pulumi.yaml, with the file's name, is heeded.
# Source: cmd/run/run.js of the SDK, at the version below; what it runs here, with nothing to talk to.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @pulumi/pulumi@3.270.0
touch program.js library.js
# ran ENTRY: which of the two files runs; it fails, since no engine listens, and its name is in the error.
ran() {
  { node node_modules/@pulumi/pulumi/cmd/run/index.js --monitor 127.0.0.1:1 --engine 127.0.0.1:1 \
    --project p --stack s --pwd "$folder" "$1" 2>&1 || true; } | sed -n "s#.*Running program '.*/\(.*\)'.*#\1#p" | sort -u
}
npm pkg set main=program.js
main=$(ran .)
npm pkg set exports=./library.js --loglevel=error
both=$(ran .)
named=$(ran program.js)
printf '%s\n' '@pulumi/pulumi 3.270.0' "main alone: $main" "main and exports: $both" "the file, by name: $named"
[ "$main" = 'program.js' ] && [ "$both" = 'library.js' ] && [ "$named" = 'program.js' ] ||
  { echo "this finding is out of date" >&2; exit 1; }
# Found: as the three lines above compare.
