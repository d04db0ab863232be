import assert from "node:assert/strict";
import { stackPolicy } from "../../policies/lib/policy.ts";
import transition from "../../policies/gradual-rollout/transition.ts";
import contacts from "../../policies/contacts/contacts.ts";
import { judged } from "./judged.ts";
import { steppedBack } from "./records.ts";

const about = {
  name: "made-up",
  level: "mandatory",
  severity: "low",
  description: "All is well.",
  remediation: "Make it so.",
} as const;

describe("a policy that cannot judge", () => {
  const broken = stackPolicy({
    ...about,
    judge: () => {
      throw new TypeError("hunter2");
    },
  });

  it("passes nothing, and tells no value", () => {
    assert.deepEqual(judged(broken), ["mandatory: this cannot be judged: TypeError"]);
  });

  it("never stops going back", () => {
    assert.deepEqual(judged(broken, { record: steppedBack() }), [
      "advisory: this cannot be judged: TypeError",
    ]);
  });

  it("names the keys that are wrong in the stack's config, and none of their values", () => {
    const config = { "contacts.deploymentLead.phone": "hunter2" };
    for (const policy of [transition, contacts]) {
      assert.deepEqual(judged(policy, { config }), [
        "mandatory: this cannot be judged: the stack's configuration has faults, in contacts.deploymentLead.phone",
      ]);
    }
  });
});

describe("a policy that advises", () => {
  const advising = stackPolicy({ ...about, judge: () => ["wrong"], advise: () => ["better"] });

  it("stops for what it judges, and never for what it advises", () => {
    assert.deepEqual(judged(advising), ["advisory: better", "mandatory: wrong"]);
  });

  it("stops nothing while going back", () => {
    const said = judged(advising, { record: steppedBack() });
    assert.deepEqual(said, ["advisory: better", "advisory: wrong"]);
  });
});

describe("a policy with settings", () => {
  it("is given what the pack's config sets", () => {
    const asking = stackPolicy({ ...about, judge: ({ settings }) => [JSON.stringify(settings)] });
    assert.deepEqual(judged(asking, { settings: { required: ["A"] } }), [
      'mandatory: {"required":["A"]}',
    ]);
  });
});
