#!/usr/bin/env bash
# Most people think that a passphrase costs a Pulumi command nothing that one would notice, since sealing a
# secret takes microseconds. Found: each process that opens a stack's secrets derives the key anew, by a million
# rounds of PBKDF2, whether it has one secret to read or a hundred. That is more than all else that
# `pulumi stack export` does, and a script of ten commands pays it ten times. A key service costs a request.
# Source: go/common/resource/config/crypt.go of Pulumi's SDK, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >go.mod <<'GO'
module derive

go 1.24

require github.com/pulumi/pulumi/sdk/v3 v3.274.1
GO
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

const secrets = 1000

func main() {
	began := time.Now()
	crypter := config.NewSymmetricCrypterFromPassphrase("a passphrase", []byte("saltsalt"))
	derived := time.Since(began)
	began = time.Now()
	for range secrets {
		if _, err := crypter.EncryptValue(context.Background(), "a secret"); err != nil {
			panic(err)
		}
	}
	sealed := time.Since(began) / secrets
	times := derived / sealed
	fmt.Printf("Pulumi's SDK 3.274.1: a passphrase's key costs %d ms, as much as sealing %d secrets\n",
		derived.Milliseconds(), times)
	if times < 1000 {
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go build -o derive .
./derive || { echo "it costs less: this finding is out of date" >&2; exit 1; }
# Found: Pulumi's SDK 3.274.1: a passphrase's key costs 159 ms, as much as sealing 113710 secrets
