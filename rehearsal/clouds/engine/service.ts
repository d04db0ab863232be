import * as grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../store/rows.ts";
import type { Difference, Kind } from "./diff.ts";
import type { Identity, Provider } from "./provider.ts";

/**
 * The engine's calls to a provider, answered by a stand-in. Secrets are not sent to it: the engine
 * takes them out, and marks what comes back by itself. Calls that are missing here answer that they
 * are not implemented: the engine then takes a provider's configuration as it is.
 */
export function service(
  provider: Provider,
  version: string,
  closing: AbortSignal,
): grpc.UntypedServiceImplementation {
  let cancelling = new AbortController();

  /** A call that is answered once; `signal` aborts when nobody waits for the answer any more. */
  function unary<Request, Response>(
    answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
  ): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
      const left = new AbortController();
      call.on("cancelled", () => {
        left.abort();
      });
      const signal = AbortSignal.any([left.signal, cancelling.signal, closing]);
      Promise.resolve()
        .then(() => answer(call.request, signal))
        .then(
          (response) => {
            callback(null, response);
          },
          (error: unknown) => {
            const details = error instanceof Error ? error.message : String(error);
            callback({ code: grpc.status.UNKNOWN, details });
          },
        );
    };
  }

  return {
    handshake: unary(() => new proto.ProviderHandshakeResponse()),
    attach: unary(() => new empty.Empty()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(version)),
    configure: unary(() => new proto.ConfigureResponse().setSupportspreview(true)),
    cancel: unary(() => {
      cancelling.abort();
      cancelling = new AbortController();
      return new empty.Empty();
    }),
    invoke: unary(async (request: proto.InvokeRequest, signal) => {
      const answer = await provider.invoke(request.getTok(), plain(request.getArgs()), signal);
      return new proto.InvokeResponse().setReturn(message(answer));
    }),
    check: unary((request: proto.CheckRequest) => {
      const { inputs, failures } = provider.check(request.getType(), plain(request.getNews()));
      return new proto.CheckResponse()
        .setInputs(message(inputs))
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new proto.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    }),
    diff: unary((request: proto.DiffRequest) => {
      const old = { inputs: plain(request.getOldInputs()), outputs: plain(request.getOlds()) };
      return toDiff(provider.diff(request.getType(), old, plain(request.getNews())));
    }),
    create: unary(async (request: proto.CreateRequest, signal) => {
      const resource = { type: request.getType(), urn: request.getUrn(), id: "" };
      const inputs = plain(request.getProperties());
      const { id, outputs } = request.getPreview()
        ? { id: "", outputs: provider.plan(resource.type, inputs) }
        : await provider.create(resource, inputs, signal);
      return new proto.CreateResponse().setId(id).setProperties(message(outputs));
    }),
    read: unary(async (request: proto.ReadRequest, signal) => {
      const inputs = request.getInputs();
      const old = inputs && { inputs: plain(inputs), outputs: plain(request.getProperties()) };
      const result = await provider.read(identity(request), old, signal);
      return new proto.ReadResponse()
        .setId(result.id)
        .setProperties(message(result.outputs))
        .setInputs(message(result.inputs));
    }),
    update: unary(async (request: proto.UpdateRequest, signal) => {
      const inputs = plain(request.getNews());
      const outputs = request.getPreview()
        ? provider.plan(request.getType(), inputs, plain(request.getOlds()))
        : (await provider.update(identity(request), inputs, signal)).outputs;
      return new proto.UpdateResponse().setProperties(message(outputs));
    }),
    delete: unary(async (request: proto.DeleteRequest, signal) => {
      await provider.delete(identity(request), signal);
      return new empty.Empty();
    }),
  };
}

function identity(request: { getType(): string; getUrn(): string; getId(): string }): Identity {
  return { type: request.getType(), urn: request.getUrn(), id: request.getId() };
}

function plain(properties: struct.Struct | undefined): Properties {
  return properties?.toJavaScript() ?? {};
}

function message(properties: Properties): struct.Struct {
  // JSON drops what is undefined, which a message has no place for.
  return struct.Struct.fromJavaScript(
    JSON.parse(JSON.stringify(properties)) as Record<string, struct.JavaScriptValue>,
  );
}

function toDiff({ keys, replaces, details }: Difference): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(keys.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...keys])
    .setReplacesList([...replaces])
    .setHasdetaileddiff(true);
  for (const [path, kind] of details) {
    const replaced = replaces.includes(/^\w+/.exec(path)?.[0] ?? "");
    response
      .getDetaileddiffMap()
      .set(path, new proto.PropertyDiff().setKind(kindOf(kind, replaced)));
  }
  return response;
}

function kindOf(kind: Kind, replaced: boolean): proto.PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } =
    proto.PropertyDiff.Kind;
  if (kind === "add") return replaced ? ADD_REPLACE : ADD;
  if (kind === "delete") return replaced ? DELETE_REPLACE : DELETE;
  return replaced ? UPDATE_REPLACE : UPDATE;
}
