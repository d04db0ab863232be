package main

import (
	"errors"
	"fmt"
	"os/exec"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// RunPlugin serves a policy pack until the engine is done with it. A pack reads the stack's
// configuration from its environment as it starts, and the engine tells it by a later call: the
// SDK's proxy takes that call first and hands all others to the pack once it runs.
func (h *host) RunPlugin(
	req *pulumirpc.RunPluginRequest, stream pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	if req.Kind != string(apitype.AnalyzerPlugin) {
		return status.Errorf(codes.Unimplemented, "this host runs policy packs alone, no %s plugins", req.Kind)
	}
	ctx, done := h.within(stream.Context())
	defer done()
	// The engine's address comes first and the pack's directory, which is its entry point, last.
	cmd, err := node(ctx, req.Info, "run-policy-pack", append(req.Args, req.Info.ProgramDirectory)...)
	if err != nil {
		return err
	}
	streams, stdout, stderr, err := rpcutil.MakeRunPluginStreams(stream, false)
	if err != nil {
		return err
	}
	defer streams.Close()
	proxy, packStdout, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return err
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return err
	}
	cmd.Env = append(req.Env, policyEnvironment(stack)...)
	cmd.Stdout, cmd.Stderr = packStdout, stderr
	if err := cmd.Start(); err != nil {
		err = fmt.Errorf("could not start the policy pack: %w", err)
		proxy.Abort(err)
		return err
	}
	err = proxy.Attach(ctx, cmd)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return stream.Send(&pulumirpc.RunPluginResponse{
			Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(exit.ExitCode())},
		})
	}
	return err
}

// policyEnvironment is what the SDK reads in a policy pack. There is no stack when the engine only
// asks what a pack holds.
func policyEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) []string {
	if stack == nil {
		return nil
	}
	return []string{
		"PULUMI_CONFIG=" + jsonOf(stack.Config),
		"PULUMI_NODEJS_ORGANIZATION=" + stack.Organization,
		"PULUMI_NODEJS_PROJECT=" + stack.Project,
		"PULUMI_NODEJS_STACK=" + stack.Stack,
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.DryRun),
	}
}
