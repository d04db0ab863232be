import assert from "node:assert/strict";
import { POLICIES } from "../../../policies/all.ts";
import policy from "../../../policies/configuration/packConfig.ts";
import { packConfigFaults } from "../../../policies/lib/packConfig.ts";
import { describePolicy } from "../describe.ts";

describePolicy(
  policy,
  [
    [
      "what is wrong with the pack's config",
      { packFaults: ["there is no policy contact: did you mean contacts?"] },
      /there is no policy contact/,
    ],
  ],
  [],
);

describe("a pack's config", () => {
  const faults = (config: object) => packConfigFaults({ ...config }, POLICIES);

  for (const [what, config, said] of [
    [
      "a policy misspelt, with settings",
      { "staging-variable": { required: ["DATABASE_URL"] } },
      "there is no policy staging-variable: did you mean staging-variables?",
    ],
    [
      "a policy misspelt, with a level",
      { contact: "advisory" },
      "there is no policy contact: did you mean contacts?",
    ],
    [
      "a setting misspelt",
      { "staging-variables": { require: ["DATABASE_URL"] } },
      "staging-variables has no setting require: did you mean required?",
    ],
    [
      "a setting misspelt beside one that is right",
      { "staging-variables": { required: ["A"], Requires: ["B"] } },
      "staging-variables has no setting Requires: did you mean required?",
    ],
    [
      "a level misspelt",
      { contacts: { enforcmentLevel: "advisory" } },
      "contacts has no setting enforcmentLevel: did you mean enforcementLevel?",
    ],
    [
      "a setting of another policy",
      { contacts: { required: ["A"] } },
      "contacts has no setting required: expected one of enforcementLevel",
    ],
    [
      "a setting of all policies",
      { all: { enforcementLevel: "mandatory", required: ["A"] } },
      "all has no setting required: expected one of enforcementLevel",
    ],
    [
      "text in place of a list",
      { "staging-variables": { required: "hunter2" } },
      'staging-variables.required takes a list of names, such as ["DATABASE_URL"]',
    ],
    [
      "numbers in the list",
      { "staging-variables": { required: [1] } },
      'staging-variables.required takes a list of names, such as ["DATABASE_URL"]',
    ],
    [
      "nothing in place of a list",
      { "staging-variables": { required: null } },
      'staging-variables.required takes a list of names, such as ["DATABASE_URL"]',
    ],
    [
      "a setting that every object has",
      { "staging-variables": { constructor: [] } },
      "staging-variables has no setting constructor: expected one of enforcementLevel, required",
    ],
    [
      "the nearest of two that are near",
      { "rollout-sofk": "advisory" },
      "there is no policy rollout-sofk: did you mean rollout-soak?",
    ],
  ] as const)
    it(`is refused for ${what}`, () => {
      assert.deepEqual(faults(config), [said]);
    });

  it("is refused for a name that is like none, with the names", () => {
    assert.match(
      faults({ s3: "advisory" }).join(),
      /^there is no policy s3: expected one of .*all, /,
    );
  });

  it("passes with what there is", () => {
    const config = {
      all: "mandatory",
      contacts: "advisory",
      "staging-variables": { enforcementLevel: "advisory", required: ["A"] },
    };
    assert.deepEqual(faults(config), []);
    assert.deepEqual(faults(Object.fromEntries(POLICIES.map(({ name }) => [name, {}]))), []);
  });
});
