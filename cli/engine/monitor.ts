import * as grpc from "@grpc/grpc-js";
import monitors from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/resource_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

/** A resource to register. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** The parent's URN; "" for none. */
  readonly parent: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** `URN::ID` of a provider that was registered; "" for one of the engine's own. */
  readonly provider: string;
  /** What it is deleted before: the URNs of what it depends on, all in all and by its properties. */
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

export interface Registered {
  readonly urn: string;
  readonly id: string;
}

/** Takes what a program declares: the engine's end of it. */
export interface Monitor {
  /** Register a resource, and have it written. Rejects where that fails. */
  register(what: Registration): Promise<Registered>;
  /** Set the outputs of a component, or of the stack. */
  setOutputs(urn: string, outputs: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Its wire is what Pulumi's SDKs speak: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto */
export function monitorAt(address: string): Monitor {
  const client = new monitors.ResourceMonitorClient(address, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
  });
  return {
    register(what) {
      const request = new proto.RegisterResourceRequest()
        .setType(what.type)
        .setName(what.name)
        .setCustom(what.custom)
        .setParent(what.parent)
        .setObject(message(what.inputs))
        .setProtect(what.protect)
        .setProvider(what.provider)
        .setDependenciesList([...what.dependencies])
        .setAcceptsecrets(true)
        .setAcceptresources(true)
        .setSupportspartialvalues(true)
        .setSupportsresultreporting(true);
      for (const [property, urns] of Object.entries(what.propertyDependencies))
        request
          .getPropertydependenciesMap()
          .set(
            property,
            new proto.RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]),
          );
      const { promise, resolve, reject } = Promise.withResolvers<Registered>();
      client.registerResource(request, (error, response) => {
        if (error) reject(error);
        else if (response.getResult() !== proto.Result.SUCCESS)
          reject(new Error(`${what.name} was not written`));
        else resolve({ urn: response.getUrn(), id: response.getId() });
      });
      return promise;
    },
    setOutputs(urn, outputs) {
      const request = new proto.RegisterResourceOutputsRequest()
        .setUrn(urn)
        .setOutputs(message(outputs));
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      client.registerResourceOutputs(request, (error) => {
        if (error) reject(error);
        else resolve(undefined);
      });
      return promise;
    },
  };
}

function message(properties: Readonly<Record<string, unknown>>): struct.Struct {
  // JSON drops what is undefined, which a message has no place for.
  return struct.Struct.fromJavaScript(
    JSON.parse(JSON.stringify(properties)) as Record<string, struct.JavaScriptValue>,
  );
}
