import assert from "node:assert/strict";
import { toRequest } from "../../config.ts";
import { CHECKLIST_PLAN } from "../../rollout/plan.ts";
import { parse, production, stackFile, uncommented, type Stack } from "./stack.ts";

function request(stack: Stack) {
  const config = parse(stack);
  assert.ok(config.environment === "production");
  return toRequest(config);
}

describe("What production asks of the rollout", () => {
  it("is its percentage, releases and plan", () => {
    const { percentage, stable, canary, plan, ...blocks } = request(production());
    assert.equal(percentage, 0);
    assert.equal(stable.deployment, "dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A");
    assert.equal(canary, undefined);
    assert.deepEqual(plan, CHECKLIST_PLAN);
    assert.deepEqual(blocks, { rollback: undefined, halt: undefined, resume: undefined });
  });

  it("is the canary too, and each block that speaks of a release", () => {
    const canary = { version: "1.5.0", commit: "c".repeat(40), deployment: "dpl_canary" };
    const requested = request(
      production(
        { percentage: "25", "releases.canary": canary },
        uncommented(stackFile("production")),
      ),
    );
    assert.equal(requested.percentage, 25);
    assert.deepEqual(requested.canary, canary);
    assert.equal(requested.rollback?.trigger, "error rate above 5 %");
    assert.equal(requested.halt?.reason, "checkout looks slow");
    assert.equal(requested.resume?.by, "Alex Doe");
    assert.equal(requested.plan[0]?.percentage, 1);
  });
});
