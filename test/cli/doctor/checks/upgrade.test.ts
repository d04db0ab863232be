import assert from "node:assert/strict";
import { upgrade } from "../../../../cli/doctor/checks/upgrade.ts";
import { VERSION } from "../../../../program/version.ts";
import { contextFor } from "../context.ts";
import { inState } from "../fakeClouds.ts";

describe("what a new version changes, by canary doctor", () => {
  const note = async (outputs: Record<string, unknown> | undefined) => {
    const held = outputs ? [inState("canary:index:Rollout", "rollout", outputs)] : [];
    const context = contextFor({ resources: () => Promise.resolve(held) });
    const [finding] = await upgrade.run(context, AbortSignal.timeout(10_000));
    assert.equal(finding?.verdict, "ok");
    return { notable: finding.notable ?? false, observed: finding.observed };
  };

  it("is said of a stack that a version without a number updated last", async () => {
    const { notable, observed } = await note({ percentage: 25 });
    assert.ok(notable);
    assert.match(
      observed,
      new RegExp(`^0\\.1\\.0 or older updated it last, and this is ${VERSION}:`),
    );
    assert.match(observed, /\n0\.2\.0\n- It is a package/);
    assert.doesNotMatch(observed, /The first version/);
  });

  it("is nothing where this version updated it last, or nothing did", async () => {
    assert.deepEqual(await note({ version: VERSION }), {
      notable: false,
      observed: `${VERSION} updated it last`,
    });
    assert.equal((await note(undefined)).notable, false);
  });
});
