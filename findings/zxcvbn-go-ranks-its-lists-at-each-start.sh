#!/usr/bin/env bash
# Most people think that a library which rates passwords works when it is given one. Found: zxcvbn-go reads and
# ranks its lists of words as it is imported, before main. The pulumi command imports it, to notice values that
# look like secrets in `pulumi config set`: so each of its commands ranks them first, `pulumi version` too. Of the
# time that all packages of the command take to start, that is four tenths.
# Source: frequency/frequency.go of zxcvbn-go, and pkg/cmd/pulumi/config/config.go of Pulumi 3.274.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >go.mod <<'GO'
module start

go 1.24

require github.com/ccojocar/zxcvbn-go v1.0.1
GO
cat >main.go <<'GO'
package main

import _ "github.com/ccojocar/zxcvbn-go"

func main() {}
GO
go mod tidy >/dev/null 2>&1
go build -o start .
# init PACKAGE @0.6 ms, 20 ms clock, 10000000 bytes, 80000 allocs: https://pkg.go.dev/runtime (inittrace)
GODEBUG=inittrace=1 ./start 2>&1 | awk '
  $2 ~ /zxcvbn-go\// { ms += $5; bytes += $8; allocations += $10 }
  END {
    printf "zxcvbn-go 1.0.1: a program that never calls it allocates %d times at its start, %.0f MB, in %.0f ms\n", allocations, bytes / 1e6, ms
    exit !(allocations > 50000)
  }' || { echo "it starts with less: this finding is out of date" >&2; exit 1; }
# Found: zxcvbn-go 1.0.1: a program that never calls it allocates 88624 times at its start, 19 MB, in 131 ms
