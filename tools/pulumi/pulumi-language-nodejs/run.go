package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/structpb"
)

// exitedAfterTelling is the SDK's exit code for a failure that the user has been told of already.
const exitedAfterTelling = 32

// Run executes a program and waits for it.
func (h *host) Run(call context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	if req.AttachDebugger {
		return nil, status.Error(codes.Unimplemented,
			"this host attaches no debugger: set `nodeargs: --inspect-brk` under runtime.options in Pulumi.yaml")
	}
	ctx, done := h.within(call)
	defer done()
	cmd, err := node(ctx, req.Info, "run", h.arguments(req)...)
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	cmd.Env = append(os.Environ(), environment(req)...)
	// The engine shows what this process writes.
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr

	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case ctx.Err() != nil:
		return nil, status.FromContextError(ctx.Err()).Err()
	case !errors.As(err, &exit):
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("could not start the program: %v", err)}, nil
	case exit.ExitCode() == exitedAfterTelling:
		return &pulumirpc.RunResponse{Bail: true}, nil
	case exit.Exited():
		return &pulumirpc.RunResponse{
			Error: fmt.Sprintf("Program exited with non-zero exit code: %d", exit.ExitCode()),
		}, nil
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program ended by %v", exit)}, nil
	}
}

// arguments are the flags that cmd/run reads, then the program's entry point and its own arguments.
// The monitor is the engine's own and no proxy of this host: hooks and transforms call back through it.
func (h *host) arguments(req *pulumirpc.RunRequest) []string {
	args := []string{
		"--monitor=" + req.MonitorAddress,
		"--engine=" + h.engine,
		"--organization=" + req.Organization,
		"--project=" + req.Project,
		"--stack=" + req.Stack,
		"--root-directory=" + req.Info.RootDirectory,
		"--pwd=" + req.Pwd,
		fmt.Sprintf("--parallel=%d", req.Parallel),
	}
	if req.DryRun {
		args = append(args, "--dry-run")
	}
	return append(append(args, req.Info.EntryPoint), req.Args...)
}

// environment is what the SDK reads in a program beside its arguments. Configuration travels here
// since an argument, unlike the environment, is shown to every user of the machine.
func environment(req *pulumirpc.RunRequest) []string {
	env := []string{
		// A stack without config comes as nil, which the SDK, reading null, would trip over.
		"PULUMI_CONFIG=" + jsonOf(orEmpty(req.Config)),
		"PULUMI_CONFIG_SECRET_KEYS=" + jsonOf(append([]string{}, req.ConfigSecretKeys...)),
	}
	// Without `typescript: false` the SDK loads the program through ts-node.
	value, set := req.Info.GetOptions().GetFields()["typescript"].GetKind().(*structpb.Value_BoolValue)
	if !set || value.BoolValue {
		env = append(env, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if config := option(req.Info, "tsconfig"); config != "" {
		env = append(env, "PULUMI_NODEJS_TSCONFIG_PATH="+config)
	}
	return env
}

func orEmpty(config map[string]string) map[string]string {
	if config == nil {
		return map[string]string{}
	}
	return config
}

// jsonOf writes strings, lists and maps of them, which cannot fail.
func jsonOf(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}
