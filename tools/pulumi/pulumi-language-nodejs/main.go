// Command pulumi-language-nodejs runs Pulumi programs and policy packs written for Node. The engine
// starts it, reads the port of its gRPC server from standard output, and asks it what
// LanguageRuntimeServer defines.
//
// Pulumi ships a host of its own with its installer, but not as a Go module. This one serves a
// machine that has nothing but package registries, and only what a program in Node needs: a
// question that it does not know it answers with Unimplemented.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// An engine that was killed tells nobody: its host notices at the next of these checks.
const engineCheck = 5 * time.Second

func main() {
	if err := serve(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-language-nodejs:", err)
		os.Exit(1)
	}
}

func serve(args []string) error {
	if len(args) == 0 {
		return errors.New("the Pulumi engine starts this command, with its own address as the last argument")
	}
	// Flags for logs and traces may come first; they are of no use here.
	engine := args[len(args)-1]

	life, end := context.WithCancel(context.Background())
	defer end()
	// Signals are caught to the last: the engine sends an interrupt soon after it called Cancel, and
	// this process has to outlive the programs that it is then ending.
	life, release := signal.NotifyContext(life, syscall.SIGINT, syscall.SIGTERM)
	defer release()
	if err := rpcutil.Healthcheck(life, engine, engineCheck, end); err != nil {
		return fmt.Errorf("cannot reach the engine at %s: %w", engine, err)
	}

	stop := make(chan bool)
	context.AfterFunc(life, func() { close(stop) })
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		// Stops when the calls in flight have returned, which they do once their processes ended.
		Cancel: stop,
		Init: func(s *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(s, &host{engine: engine, life: life, end: end})
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(server.Port)
	return <-server.Done
}
