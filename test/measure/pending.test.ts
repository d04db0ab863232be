import assert from "node:assert/strict";
import { pendingIn, pendingOf } from "../../measure/pending.ts";

describe("what an update began and did not end", () => {
  it("is identified by the exported state, each by its operation and name", () => {
    const urn = "urn:pulumi:production::canary::aws:route53/record:Record::traffic-canary";
    const operation = { type: "updating", resource: { urn, type: "aws:route53/record:Record" } };
    const state = { version: 3, deployment: { resources: [], pending_operations: [operation] } };
    assert.deepEqual(pendingIn(state), ["updating traffic-canary"]);
    assert.deepEqual(pendingIn({ deployment: { resources: [] } }), []);
  });

  it("cannot be determined, in words, where the engine gives no answer", async () => {
    const before = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      assert.deepEqual(await pendingOf("organization/canary/production", "."), {
        pending: [],
        unknown: ["whether an update was cut off is unknown: no pulumi is on the PATH"],
      });
    } finally {
      process.env["PATH"] = before;
    }
  });
});
