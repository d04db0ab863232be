//go:build tools

// Package tools keeps the command that build.sh builds in go.mod, since nothing here imports it.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
