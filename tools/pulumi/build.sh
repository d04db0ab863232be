#!/bin/sh
# Puts pulumi, its Node language host and Node into .tools/bin.
#
# Pulumi's installer and its releases are no package registry, the Go module proxy is: where no
# pulumi is installed, the one that go.mod pins is built, once, and the host beside it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=$root/.tools/bin

fail() {
  echo "canary engine: $*" >&2
  exit 1
}

mkdir -p "$bin"
# The repository's own Node, one that npm put beside this package, or the machine's.
for node in "$root/node_modules/node/bin/node" "$root/../node/bin/node" "$(command -v node)"; do
  [ -x "$node" ] && break
done
case $node in
"$root"/node_modules/*) ln -sfn ../../node_modules/node/bin/node "$bin/node" ;;
*) [ "$node" -ef "$bin/node" ] || ln -sfn "$node" "$bin/node" ;;
esac

# An engine runs programs on SDKs as old as itself or older, so the SDK's version is the least one.
# (What the program uses came earlier: hooks in 3.182.0, Stash and policy pack directories in 3.208.0.)
sdk=$(sed -n 's/.*"@pulumi\/pulumi": "^*\(.*\)".*/\1/p' "$root/package.json" | head -n 1)

# What was put into .tools/bin before is not what the machine has installed.
PATH=$(printf %s "$PATH" | tr : '\n' | grep -vxF "$bin" | paste -sd : -)

# The pulumi that the machine has, together with its Node host.
if installed=$(command -v pulumi); then
  version=$(PULUMI_SKIP_UPDATE_CHECK=true "$installed" version 2>/dev/null | sed 's/^v//') || version=
  beside=$(dirname "$(readlink -f "$installed")")/pulumi-language-nodejs
  [ -x "$beside" ] || beside=$(command -v pulumi-language-nodejs) || beside=
  if [ -z "$beside" ]; then
    echo "$installed has no pulumi-language-nodejs beside it or on the PATH: not used."
  elif [ "$(printf '%s\n' "$sdk" "$version" | sort -V | head -n 1)" != "$sdk" ]; then
    echo "$installed is version ${version:-unknown}, and @pulumi/pulumi $sdk needs $sdk or newer: not used."
  else
    ln -sfn "$installed" "$bin/pulumi"
    ln -sfn "$beside" "$bin/pulumi-language-nodejs"
    exit 0
  fi
fi

# stale NAME SOURCE...: whether .tools/bin/NAME is not built, or not from these sources as they are now.
stale() {
  built=$bin/$1
  shift
  [ -x "$built" ] && [ ! -L "$built" ] || return 0
  for source; do
    [ "$source" -nt "$built" ] && return 0
  done
  return 1
}

# build NAME PACKAGE: moved into place when whole, so that an interrupted build leaves nothing.
# Without its version in it, Pulumi's Automation API refuses to use the engine.
build() {
  variable=github.com/pulumi/pulumi/sdk/v3/go/common/version.Version
  go build -buildvcs=false -ldflags "-s -w -X $variable=${pinned#v}" -o "$bin/$1.new" "$2" ||
    fail "building $1 failed, and the lines above say why: it takes the Go module proxy and 4 GB of disk"
  mv "$bin/$1.new" "$bin/$1"
}

cd "$here"
stale_pulumi() { stale pulumi go.mod go.sum; }
stale_host() { stale pulumi-language-nodejs go.mod go.sum pulumi-language-nodejs/*.go; }
stale_pulumi || stale_host || exit 0

command -v go >/dev/null ||
  fail "Go is needed to build Pulumi; or put pulumi $sdk or newer on the PATH, with its Node language host"
pinned=$(go list -m -f '{{.Version}}' github.com/pulumi/pulumi/pkg/v3) ||
  fail "this Go cannot build tools/pulumi, and the lines above say why"
if stale_pulumi; then
  echo "Building Pulumi ${pinned#v} from its Go modules. This takes some minutes, once."
  build pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi
fi
if stale_host; then
  build pulumi-language-nodejs ./pulumi-language-nodejs
fi
