import * as grpc from "@grpc/grpc-js";
import languages from "@pulumi/pulumi/proto/language_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { monitorAt, type Monitor } from "./monitor.ts";

/** A program of this process, which the engine runs: `pulumi up --client ADDRESS`. */
export interface Program {
  readonly address: string;
  close(): void;
}

/**
 * Serve a program to the engine. One that throws ends the update there: what was registered is written,
 * and nothing else is checked. As the Automation API serves inline programs.
 */
export async function serveProgram(run: (monitor: Monitor) => Promise<void>): Promise<Program> {
  const server = new grpc.Server();
  const implementation: grpc.UntypedServiceImplementation = {
    getRequiredPlugins: answer(() => new proto.GetRequiredPluginsResponse()),
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion("1.0.0")),
    run: answer(async (request: proto.RunRequest) => {
      const response = new proto.RunResponse();
      try {
        await run(monitorAt(request.getMonitorAddress()));
      } catch {
        response.setBail(true);
      }
      return response;
    }),
  };
  server.addService(languages.LanguageRuntimeService, implementation);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) reject(error);
    else resolve(port);
  });
  return {
    address: `127.0.0.1:${await promise}`,
    close: () => {
      server.forceShutdown();
    },
  };
}

function answer<Request, Response>(
  to: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    void Promise.resolve(to(request)).then((response) => {
      callback(null, response);
    });
  };
}
