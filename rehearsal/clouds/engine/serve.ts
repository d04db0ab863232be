import * as grpc from "@grpc/grpc-js";
import providers from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Cloud } from "../resourceType.ts";
import type { Store } from "../store/store.ts";
import { Provider } from "./provider.ts";
import { versionOf } from "./sdk.ts";
import { service } from "./service.ts";

/** A cloud's provider server. */
export interface Server {
  /** The port on 127.0.0.1 that it listens on. */
  readonly port: number;
  /** Stop at once: calls that are still waiting fail. */
  close(): void;
}

/** Serve one of all the clouds on this machine alone, on a free port. */
export async function serve(cloud: Cloud, store: Store, clouds: readonly Cloud[]): Promise<Server> {
  const closing = new AbortController();
  const server = new grpc.Server();
  const provider = new Provider(cloud, store, clouds);
  server.addService(
    providers.ResourceProviderService,
    service(provider, versionOf(cloud.sdk), closing.signal),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    close: () => {
      closing.abort();
      server.forceShutdown();
    },
  };
}
