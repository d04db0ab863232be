#!/usr/bin/env bash
# Most people think that a folder read through gocloud.dev's fileblob (the state of a Pulumi backend at
# file://) is safe to read while it is written, since the file itself is replaced in one step. Found: its
# attributes are a second file beside it, `.attrs`, which is emptied and written in place. Who reads the
# blob at that moment gets no old and no new content, but a bare "EOF". With
# `metadata=skip` in the URL there is no such file, and no such error.
# Source: fileblob's attrs.go at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
export GOPATH="$folder/go" GOFLAGS=-mod=mod
mkdir state
cat >go.mod <<'MOD'
module found

go 1.24

require gocloud.dev v0.43.0
MOD
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob"
)

// read says how often a blob was read, and the errors, while it was written for two seconds.
func read(url string) (int, map[string]int) {
	ctx := context.Background()
	bucket, err := blob.OpenBucket(ctx, url)
	if err != nil {
		panic(err)
	}
	defer bucket.Close()
	text := []byte(strings.Repeat("state ", 1000))
	write := func() {
		if err := bucket.WriteAll(ctx, "stack.json", text, nil); err != nil {
			panic(err)
		}
	}
	write()
	end := time.Now().Add(2 * time.Second)
	done := make(chan bool)
	go func() {
		for time.Now().Before(end) {
			write()
		}
		close(done)
	}()
	reads, errors := 0, map[string]int{}
	for time.Now().Before(end) {
		reads++
		if _, err := bucket.ReadAll(ctx, "stack.json"); err != nil {
			errors[err.Error()]++
		}
	}
	<-done
	return reads, errors
}

func main() {
	folder := "file://" + os.Args[1] + "?no_tmp_dir=true"
	reads, errors := read(folder)
	fmt.Printf("gocloud.dev v0.43.0: %d reads, failed: %v\n", reads, errors)
	others, none := read(folder + "&metadata=skip")
	fmt.Printf("with metadata=skip: %d reads, failed: %v\n", others, none)
	eof := 0
	for text, times := range errors {
		if strings.HasSuffix(text, "EOF") {
			eof += times
		}
	}
	if eof == 0 || len(none) > 0 {
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run . "$folder/state" || { echo "this finding is out of date" >&2; exit 1; }
# Found: 63817 reads, failed: map[EOF:30779]; with metadata=skip: 41415 reads, failed: map[].
