import { createRequire } from "node:module";

/**
 * Serve no remediation, of which the pack has none. The engine requests it for each resource by itself, and
 * takes the answer that there is no such call; the SDK would read all properties for it. To be called
 * before the pack is made.
 * https://github.com/pulumi/pulumi/blob/v3.274.1/sdk/go/common/resource/plugin/analyzer_plugin.go (Remediate)
 */
export function serveNoRemediation(): void {
  const { AnalyzerService } = createRequire(import.meta.url)(
    "@pulumi/pulumi/proto/analyzer_grpc_pb.js",
  ) as { AnalyzerService: object };
  Reflect.deleteProperty(AnalyzerService, "remediate");
}
