import assert from "node:assert/strict";
import type { Outcome } from "../../../cli/rollback/rollback.ts";
import { whoIsBack } from "../../../cli/rollback/whoIsBack.ts";
import type { StateResource } from "../../../cli/state.ts";

function resource(over: Partial<StateResource> = {}): StateResource {
  return {
    ...{ urn: "", type: "", custom: true, id: "", inputs: {}, outputs: {}, parent: "" },
    ...{
      provider: "",
      protect: false,
      dependencies: [],
      propertyDependencies: {},
      delete: false,
      external: false,
    },
    ...over,
  };
}

const hosts = { stable: "dpl_140", origin: "dpl_140", canaryHost: "dpl_140" };

/** A roll back of 1.5.0 that left the aliases and weights like this. */
function outcome(origin = "dpl_140", canary = 0, more: Partial<Outcome["decision"]> = {}): Outcome {
  const alias = (deploymentId: string) => resource({ outputs: { deploymentId } });
  const record = resource();
  const project = resource({
    type: "vercel:index/project:Project",
    inputs: { skewProtection: "12 hours" },
  });
  return {
    decision: { transition: "roll back", bad: "1.5.0", hosts, blocks: {}, ...more },
    weights: { stable: 100 - canary, canary },
    state: {
      ...{
        resources: [project],
        stack: record,
        rollout: record,
        record,
        stored: undefined,
        others: [],
        pending: [],
      },
      ...{ weighted: { stable: record, canary: record } },
      aliases: { stable: alias("dpl_140"), origin: alias(origin) },
    },
    faults: [],
  };
}

const when = (of: Outcome) => whoIsBack(of).map(([at, who]) => `${at}: ${who}`);

describe("who is back after a roll back", () => {
  it("is everyone at once where the leg's origin serves the good release, but what is under way", () => {
    assert.deepEqual(when(outcome()), [
      "at once: everyone, with the next request, over whichever connection it comes",
      "within 60 s: nobody is left: who asks DNS anew leaves CloudFront, which serves the good release too",
      "when their connection ends: who has an answer or a websocket of 1.5.0 under way",
      "when it is loaded anew: a page of 1.5.0 that is open, for 12 hours at most: skew protection",
    ]);
  });

  it("is whoever DNS reaches where the weights alone moved", () => {
    assert.deepEqual(when(outcome("dpl_150")), [
      "at once: nobody: the hosts serve 1.5.0 still",
      "within 60 s: who asks DNS anew",
      "when their connection ends: who keeps one, or the address that it was given",
    ]);
  });

  it("is not said where nothing moved, or everyone was back before", () => {
    assert.deepEqual(when(outcome("dpl_150", 10)), []);
    assert.deepEqual(when(outcome("dpl_140", 0, { transition: "hold" })), []);
  });
});
