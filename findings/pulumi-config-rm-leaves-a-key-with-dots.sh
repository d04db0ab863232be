#!/usr/bin/env bash
# Most people think that `pulumi config rm` fails where it removes nothing, and that --path is harmless, as it
# is for `pulumi config set` of a plain name. Found: where --path was forgotten once, `pulumi config set
# hosts.public x` makes a key whose name has a dot, and `pulumi config rm --path hosts.public` leaves it,
# without an error; where there is a block `hosts` too, it takes the right value out of that, and leaves the
# wrong key.
# Source: go/common/resource/config/map.go of Pulumi's SDK, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >go.mod <<'GO'
module dots

go 1.24

require github.com/pulumi/pulumi/sdk/v3 v3.274.1
GO
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

func main() {
	dotted := config.MustMakeKey("shop", "hosts.public")
	values := config.Map{
		dotted: config.NewValue("www.example.com"),
		config.MustMakeKey("shop", "hosts"): config.NewObjectValue(`{"public":"www.example.com"}`),
	}
	failed := values.Remove(dotted, true)
	_, isThere := values[dotted]
	block, err := values[config.MustMakeKey("shop", "hosts")].Value(config.NopDecrypter)
	fmt.Printf("Pulumi's SDK 3.274.1: error %v, the key is there: %v, the block is %s (%v)\n",
		failed, isThere, block, err)
	if failed != nil || !isThere || block != "{}" {
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go build -o dots .
./dots || { echo "it removes another: this finding is out of date" >&2; exit 1; }
# Found: Pulumi's SDK 3.274.1: error <nil>, the key is there: true, the block is {} (<nil>)
