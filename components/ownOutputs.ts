import * as pulumi from "@pulumi/pulumi";
import proto from "@pulumi/pulumi/proto/resource_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

/** A stack's outputs, what is secret marked as such. */
export type OwnOutputs = Readonly<Record<string, unknown>>;

/** What the engine answers. */
interface Answer {
  readonly outputs: OwnOutputs;
  readonly secretOutputNames: readonly string[];
}

/**
 * The outputs that this stack has, registered once more before anything else. The engine prints the
 * outputs of a program that ends without having registered any as removed, though it keeps them
 * (https://github.com/pulumi/pulumi/issues/15755). Where the program ends well, it takes what is registered
 * last (https://github.com/pulumi/pulumi/pull/15754).
 */
export async function keepOutputs(): Promise<OwnOutputs> {
  const stack = pulumi.runtime.getStackResource();
  if (!stack) return {};
  const urn = await new Promise<string>((resolve) => stack.urn.apply(resolve));
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const { outputs, secretOutputNames } = (await pulumi.runtime.invoke(
    "pulumi:pulumi:readStackOutputs",
    { name },
  )) as Answer;
  const own = Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [
      key,
      secretOutputNames.includes(key) ? pulumi.secret(value) : value,
    ]),
  );
  await register(urn, own);
  return own;
}

/** As the SDK does at a program's end, but for the wait until the engine has it. */
async function register(urn: string, outputs: OwnOutputs): Promise<void> {
  const serialized = await pulumi.runtime.serializeProperties("outputs", outputs);
  const request = new proto.RegisterResourceOutputsRequest()
    .setUrn(urn)
    .setOutputs(struct.Struct.fromJavaScript(serialized));
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  pulumi.runtime.getMonitor()?.registerResourceOutputs(request, (error) => {
    if (error) reject(error);
    else resolve(undefined);
  });
  await promise;
}
