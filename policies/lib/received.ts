import { createRequire } from "node:module";
import type { PackConfig } from "./packConfig.ts";

interface Configure {
  requestDeserialize: (bytes: Buffer) => ConfigureRequest;
}
/** https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto, `ConfigureAnalyzerRequest`. */
interface ConfigureRequest {
  getPolicyconfigMap(): {
    entries(): IterableIterator<
      [string, { getProperties(): { toJavaScript(): object } | undefined }]
    >;
  };
}

/**
 * Keep the config that the engine gives a pack. The SDK hands each policy its own part alone, so that
 * nothing detects a name which no policy has. To be called before the pack is made.
 *
 * @param onReceived called each time, before the SDK has it
 * @returns the config as last received; nothing where there is none
 */
export function keepReceivedConfig(onReceived: () => void): () => PackConfig {
  let received: PackConfig = {};
  const { AnalyzerService } = createRequire(import.meta.url)(
    "@pulumi/pulumi/proto/analyzer_grpc_pb.js",
  ) as { AnalyzerService: { configure: Configure } };
  const { configure } = AnalyzerService;
  const deserialize = configure.requestDeserialize;
  configure.requestDeserialize = (bytes) => {
    const request = deserialize(bytes);
    received = Object.fromEntries(
      [...request.getPolicyconfigMap().entries()].map(([name, one]) => [
        name,
        one.getProperties()?.toJavaScript() ?? {},
      ]),
    );
    onReceived();
    return request;
  };
  return () => received;
}
