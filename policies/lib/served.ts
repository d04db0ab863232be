import { createRequire } from "node:module";
import { ROLLOUT } from "./resources.ts";

interface Served {
  analyze: { requestDeserialize(bytes: Buffer): object };
  remediate?: unknown;
}

/**
 * Serve no more than the pack judges; to be called before it is made. The engine sends each resource twice,
 * and waits for both answers.
 *
 * - For a remediation, of which the pack has none: the engine takes the answer that there is no such call, and
 *   the SDK would read all properties for it.
 *   https://github.com/pulumi/pulumi/blob/v3.274.1/sdk/go/common/resource/plugin/analyzer_plugin.go (Remediate)
 * - For the policies that judge a resource by itself, which all judge the rollout: of another, the SDK is given
 *   none of what was sent, and answers that no policy applies.
 */
export function serveWhatIsJudged(): void {
  const require = createRequire(import.meta.url);
  const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
    AnalyzerService: Served;
  };
  const { AnalyzeRequest } = require("@pulumi/pulumi/proto/analyzer_pb.js") as {
    AnalyzeRequest: new () => object;
  };
  delete AnalyzerService.remediate;
  const { analyze } = AnalyzerService;
  AnalyzerService.analyze = {
    ...analyze,
    requestDeserialize: (bytes) =>
      bytes.includes(ROLLOUT) ? analyze.requestDeserialize(bytes) : new AnalyzeRequest(),
  };
}
