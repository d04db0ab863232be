import assert from "node:assert/strict";
import { aliasOf, partOf, splitOf } from "../../components/trafficSettings.ts";

const urn = (name: string) => `urn:pulumi:production::shop::a$b::${name}`;

describe("what a resource that routes traffic is of, by its name", () => {
  for (const [name, result] of [
    ["production-public", { of: "public host" }],
    ["production-canary", { of: "canary's origin" }],
    ["production-canary-host", { of: "canary host" }],
    ["production-eu-public", { of: "public host", host: "eu" }],
    ["production-eu-canary", { of: "canary's origin", host: "eu" }],
    ["production-eu-canary-host", { of: "canary host", host: "eu" }],
    // Hosts that are called as roles are.
    ["production-canary-canary-host", { of: "canary host", host: "canary" }],
    ["production-x-canary-public", { of: "public host", host: "x-canary" }],
    ["staging-public", { of: "staging-public" }],
  ] as const)
    it(`an alias: ${name}`, () => {
      assert.deepEqual(aliasOf(urn(name)), result);
    });

  for (const [name, actual] of [
    ["traffic-stable", {}],
    ["traffic-canary", {}],
    ["traffic-eu-stable", { host: "eu" }],
    ["traffic-stable-canary", { host: "stable" }],
  ] as const)
    it(`a weighted record: ${name}`, () => {
      assert.deepEqual(splitOf(urn(name)), actual);
    });

  it("a part of a further public host has its name", () => {
    assert.equal(partOf("traffic", undefined), "traffic");
    assert.equal(partOf("traffic", "eu"), "traffic-eu");
  });
});
