import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { ROLLOUT } from "../../policies/lib/resources.ts";
import { serveWhatIsJudged } from "../../policies/lib/served.ts";

const require = createRequire(import.meta.url);

interface Request {
  getType(): string;
  getUrn(): string;
  getProperties(): { toJavaScript(): object } | undefined;
}
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
  AnalyzerService: {
    analyze: {
      requestSerialize(request: object): Buffer;
      requestDeserialize(bytes: Buffer): Request;
    };
    remediate?: object;
  };
};
const { AnalyzeRequest } = require("@pulumi/pulumi/proto/analyzer_pb.js") as {
  AnalyzeRequest: new () => Record<
    "setType" | "setUrn" | "setProperties",
    (value: unknown) => void
  >;
};
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): object };
};

/** A resource as the pack is sent it, read by what it serves now. */
function received(type: string) {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setUrn(`urn:pulumi:production::canary::${type}::one`);
  request.setProperties(Struct.fromJavaScript({ size: 1 }));
  const { analyze } = AnalyzerService;
  return analyze.requestDeserialize(analyze.requestSerialize(request));
}

describe("what the policy pack serves", () => {
  const { analyze, remediate } = AnalyzerService;
  before(serveWhatIsJudged);
  after(() => {
    Object.assign(AnalyzerService, { analyze, remediate });
  });

  it("is a rollout with all that was sent", () => {
    const whole = received(ROLLOUT);
    assert.equal(whole.getType(), ROLLOUT);
    assert.deepEqual(whole.getProperties()?.toJavaScript(), { size: 1 });
  });

  it("is nothing of a resource that no policy judges by itself", () => {
    const other = received("aws:route53/record:Record");
    assert.deepEqual([other.getType(), other.getProperties()], ["", undefined]);
  });

  it("is no remediation", () => {
    assert.ok(remediate);
    assert.ok(!("remediate" in AnalyzerService));
  });
});
