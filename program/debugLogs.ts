import { createRequire } from "node:module";

/**
 * Leaves out what the SDK logs of its own calls to the engine: three messages a resource, a call each, one after
 * the other, and three quarters of all that a program calls. The engine shows them with `--debug` alone.
 * `PULUMI_DEBUG_GRPC=FILE` has those calls in full; what a program logs itself goes on as always.
 *
 * Import it first. https://github.com/pulumi/pulumi/blob/v3.274.1/sdk/go/common/env/env.go (DebugGRPC)
 */
const OF_CALLS =
  /^(?:Registering resource: |Reading resource: |(?:RegisterResource|RegisterResourceOutputs|ReadResource|Invoke) RPC (?:prepared|finished): )/;

type Debug = (message: string, ...rest: readonly unknown[]) => Promise<void>;

const log = createRequire(import.meta.url)("@pulumi/pulumi/log/index.js") as { debug: Debug };
const { debug } = log;
log.debug = (message, ...rest) =>
  OF_CALLS.test(message) ? Promise.resolve() : debug(message, ...rest);
