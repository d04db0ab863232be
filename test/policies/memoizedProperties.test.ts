import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { memoizeProperties } from "../../policies/lib/memoizedProperties.ts";

const require = createRequire(import.meta.url);

interface Judged {
  readonly resources: readonly { readonly props: { readonly name: string } }[];
}
type Serve = (
  ...pack: readonly [string, string, string, readonly object[]]
) => (call: object, callback: (error: unknown) => void) => void;

const sdk = require("@pulumi/policy/deserialize.js") as { deserializeProperties: unknown };
const { makeAnalyzeStackRpcFun } = require("@pulumi/policy/server.js") as {
  makeAnalyzeStackRpcFun: Serve;
};
const proto = require("@pulumi/pulumi/proto/analyzer_pb.js") as Record<
  "AnalyzeStackRequest" | "AnalyzerResource" | "AnalyzerResourceOptions",
  new () => Record<string, (...args: unknown[]) => unknown>
>;
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): { toJavaScript(): object } };
};

/** Have three policies judge two resources through the SDK: the names that each read, and how often it read them. */
async function judge(): Promise<{ readonly names: string[][]; readonly reads: number }> {
  let reads = 0;
  const resources = ["one", "two"].map((name) => {
    const struct = Struct.fromJavaScript({ name });
    const read = struct.toJavaScript.bind(struct);
    struct.toJavaScript = () => ((reads += 1), read());
    const resource = new proto.AnalyzerResource();
    resource["setProperties"]?.(struct);
    resource["setOptions"]?.(new proto.AnalyzerResourceOptions());
    return resource;
  });
  const request = new proto.AnalyzeStackRequest();
  request["setResourcesList"]?.(resources);
  const names: string[][] = [];
  const policies = ["a", "b", "c"].map((name) => ({
    ...{ name, description: name, enforcementLevel: "mandatory" },
    validateStack: (given: Judged) => {
      names.push(given.resources.map(({ props }) => props.name));
    },
  }));
  await new Promise<void>((resolve, reject) => {
    makeAnalyzeStackRpcFun(
      "pack",
      "1.0.0",
      "mandatory",
      policies,
    )({ request }, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  return { names, reads };
}

describe("what policies are given of a resource", () => {
  const before = sdk.deserializeProperties;
  after(() => {
    sdk.deserializeProperties = before;
  });

  it("is read once for all policies, where the SDK reads it for each", async () => {
    sdk.deserializeProperties = before;
    assert.equal((await judge()).reads, 6);
    memoizeProperties();
    const all = [
      ["one", "two"],
      ["one", "two"],
      ["one", "two"],
    ];
    assert.deepEqual(await judge(), { names: all, reads: 2 });
  });
});
