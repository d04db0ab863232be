import assert from "node:assert/strict";
import { restoreOf, type ChangedWeight } from "../../components/restore.ts";
import { WEIGHTED_RECORD } from "../../components/trafficSettings.ts";
import { rolling } from "../rollout/build.ts";

/** A change of a weight, as the engine passes it to a hook. */
function change(
  leg: "stable" | "canary",
  before: number | undefined,
  after: number,
  host?: string,
) {
  const name = `traffic-${host === undefined ? "" : `${host}-`}${leg}`;
  const properties = (weight: number) => ({
    setIdentifier: leg,
    weightedRoutingPolicies: [{ weight }],
  });
  return {
    urn: `urn:pulumi:production::shop::a$b::${name}`,
    ...{ id: name, name, type: WEIGHTED_RECORD },
    newInputs: properties(after),
    // Nothing where it is created.
    ...(before !== undefined && { oldOutputs: properties(before) }),
  };
}

/** What a step back to 10 % restores by a change, where the clouds have these weights when they are read. */
function inStepBack(weights: { stable: number; canary: number }, lowered: ChangedWeight[]) {
  const clouds = Object.entries(weights).map(
    ([of, value]) => ({ kind: "weight", of, value }) as const,
  );
  return (changed: ReturnType<typeof change>) =>
    restoreOf(
      {
        ...{ record: rolling(10), transition: "step back", settings: [], lowered },
        clouds: () => Promise.resolve(clouds),
      },
      changed,
    );
}

describe("what a change of a weight restores", () => {
  for (const canary of [50, 10])
    it(`nothing in a step back, where the clouds have ${canary} for the canary's 50 to 10 when they are read`, async () => {
      const restore = inStepBack({ stable: 100, canary }, []);
      assert.equal(await restore(change("canary", 50, 10)), undefined);
      assert.equal(await restore(change("stable", 100, 90)), undefined);
    });

  it("the share that the clouds had before it, which was less than the record's", async () => {
    const restore = inStepBack({ stable: 100, canary: 5 }, []);
    assert.equal(await restore(change("canary", 50, 10)), undefined);
    const { observed } = (await restore(change("stable", 100, 90))) ?? {};
    assert.match(observed ?? "", /^the canary has 4\.\d+ % in the cloud and 10 % in the record$/);
  });

  it("a canary that somebody took off, where stable's record is created anew", async () => {
    const restore = inStepBack({ stable: 90, canary: 0 }, []);
    assert.equal(await restore(change("stable", undefined, 90)), undefined);
    const { observed } = (await restore(change("canary", 0, 10))) ?? {};
    assert.equal(observed, "the canary has 0 % in the cloud and 10 % in the record");
  });

  it("nothing of another host's weight", async () => {
    const restore = inStepBack({ stable: 100, canary: 10 }, []);
    assert.equal(await restore(change("canary", 50, 10, "eu")), undefined);
    const { observed } = (await restore(change("stable", 100, 90))) ?? {};
    assert.match(observed ?? "", /^the canary has 9\.\d+ % in the cloud/);
  });
});
