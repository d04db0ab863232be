package main

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
)

// host answers the engine. Its subjects are a file each: run.go, policy.go, packages.go, install.go.
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	engine string             // where the engine listens
	life   context.Context    // over when the engine wants no more of this host, or is gone
	end    context.CancelFunc // ends it
}

// within is a call's context that is also over when the host's life is, so that no process which
// the call started is left behind.
func (h *host) within(call context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(call)
	stop := context.AfterFunc(h.life, cancel)
	return ctx, func() {
		stop()
		cancel()
	}
}

// Handshake has nothing to settle: the engine that starts this host tells its address as an argument.
func (h *host) Handshake(
	context.Context, *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.end()
	return &emptypb.Empty{}, nil
}
