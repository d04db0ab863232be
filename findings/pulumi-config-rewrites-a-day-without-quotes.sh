#!/usr/bin/env bash
# Most people think that `pulumi config set` changes the key that it names, and that a day in a stack file is
# the text that stands there: in YAML 1.2 it is. Found: the engine reads a day without quotes as a time, and
# writes the whole file anew at the next change of any key. `until: 2030-01-31`, at the top or in a block, is
# then `until: 2030-01-31 00:00:00 +0000 UTC`, which a program that expects a day refuses, in a line that nobody
# touched. Quotes help.
# Source: go/common/resource/config/value.go of Pulumi's SDK, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >go.mod <<'GO'
module days

go 1.24

require github.com/pulumi/pulumi/sdk/v3 v3.274.1
GO
cat >Pulumi.yaml <<'YAML'
name: shop
runtime: nodejs
YAML
cat >Pulumi.production.yaml <<'YAML'
config:
  shop:until: 2030-01-31
  shop:block:
    until: 2030-01-31
    quoted: "2030-01-31"
YAML
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
)

func main() {
	project, err := workspace.LoadProject("Pulumi.yaml")
	check(err)
	stack, err := workspace.LoadProjectStack(nil, project, "Pulumi.production.yaml")
	check(err)
	check(stack.Config.Set(config.MustMakeKey("shop", "other"), config.NewValue("1"), false))
	check(stack.Save("Pulumi.production.yaml"))
	text, err := os.ReadFile("Pulumi.production.yaml")
	check(err)
	fmt.Print(string(text))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run . >said
echo "Pulumi's SDK 3.274.1: another key is set"
cat said
grep -qx '    until: 2030-01-31 00:00:00 +0000 UTC' said && grep -qx '    quoted: "2030-01-31"' said ||
	{ echo "the file has another day: this finding is out of date" >&2; exit 1; }
# Found:
#   shop:until: 2030-01-31 00:00:00 +0000 UTC
#   shop:block:
#     until: 2030-01-31 00:00:00 +0000 UTC
#     quoted: "2030-01-31"
#   shop:other: "1"
