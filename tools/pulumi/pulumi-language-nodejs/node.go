package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// The engine gives a host five seconds to stop before it kills the host alone and orphans what
// that had started; a program that will not end is killed well before.
const grace = 2 * time.Second

// node is a Node process on one of the SDK's own entry points, found from the program's directory
// as Node itself would, and ended together with ctx.
func node(
	ctx context.Context, program *pulumirpc.ProgramInfo, entry string, args ...string,
) (*exec.Cmd, error) {
	script, ok := findUp(real(program.ProgramDirectory), "node_modules/@pulumi/pulumi/cmd", entry, "index.js")
	if !ok {
		return nil, fmt.Errorf(
			"@pulumi/pulumi is not installed in %s or above: run `npm install`", program.ProgramDirectory)
	}
	// Split at spaces, without quotes: `nodeargs: --import ./setup.ts --max-old-space-size=4096`.
	nodeargs := strings.Fields(option(program, "nodeargs"))
	cmd := command(ctx, "node", append(append(nodeargs, script), args...)...)
	cmd.Dir = program.ProgramDirectory
	return cmd, nil
}

// command is a process that ends together with ctx. The engine's interrupt reaches it as well, being
// sent to the whole process group, but a program may ignore that.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = grace
	return cmd
}

// option is what Pulumi.yaml says under runtime.options, as text; empty where it says nothing.
func option(program *pulumirpc.ProgramInfo, name string) string {
	return program.GetOptions().GetFields()[name].GetStringValue()
}

// findUp looks for a path in a directory and in each one above it.
func findUp(directory string, path ...string) (string, bool) {
	for {
		found := filepath.Join(append([]string{directory}, path...)...)
		if _, err := os.Stat(found); err == nil {
			return found, true
		}
		parent := filepath.Dir(directory)
		if parent == directory {
			return "", false
		}
		directory = parent
	}
}

// real is a directory without links in its path: Node searches from there, and from nowhere else.
func real(directory string) string {
	if path, err := filepath.EvalSymlinks(directory); err == nil {
		return path
	}
	return directory
}
