import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { recordOutputs } from "../../components/recordOutputs.ts";
import { after, rolling, T0 } from "../rollout/build.ts";

const verified = (item: string) =>
  ({ item, verdict: "pass", at: T0, digest: `sha256:${"a".repeat(64)}` }) as const;

describe("what a stack's outputs say of its record", () => {
  it("is one line of the rollout, and a digest of the evidence", () => {
    const record = rolling(25, { evidence: [verified("cq-lint"), verified("canary-user-flows")] });
    const text = [
      `canary-user-flows pass ${T0} sha256:${"a".repeat(64)}`,
      `cq-lint pass ${T0} sha256:${"a".repeat(64)}`,
    ].join("\n");
    const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
    assert.deepEqual(recordOutputs(record), {
      rollout: "1.5.0 at 25 %, stable 1.4.0",
      evidence: `2 items, sha256:${digest}`,
    });
  });

  it("has another digest where a piece of evidence is another", () => {
    const one = rolling(25, { evidence: [verified("cq-lint")] });
    const later = rolling(25, { evidence: [{ ...verified("cq-lint"), at: after(1) }] });
    assert.notEqual(recordOutputs(one).evidence, recordOutputs(later).evidence);
  });

  it("says where there is none, and where it cannot be read", () => {
    assert.deepEqual(recordOutputs(undefined), { rollout: "no record", evidence: "none" });
    assert.deepEqual(recordOutputs({ schema: 9 }), {
      rollout: "the record cannot be read",
      evidence: "unknown",
    });
  });
});
