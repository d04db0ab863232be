import assert from "node:assert/strict";
import { UNKNOWN } from "../../../rehearsal/clouds/engine/unknown.ts";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

const clouds = stand();
const bad: [string, string, Properties, string, RegExp][] = [
  [
    "a missing property",
    a.RECORD,
    a.record("Z1", { zoneId: undefined }),
    "zoneId",
    /missing, and required/,
  ],
  [
    "an unknown property",
    a.PROJECT,
    a.project({ colour: "red" }),
    "colour",
    /colour is not a property/,
  ],
  [
    "an unknown property further in",
    a.RECORD,
    a.record("Z1", { setIdentifier: "x", weightedRoutingPolicies: [{ weight: 1, of: 100 }] }),
    "weightedRoutingPolicies[0].of",
    /of is not a property/,
  ],
  [
    "a value that is none of the known",
    a.RECORD,
    a.record("Z1", { type: "CNAM" }),
    "type",
    /"CNAME"/,
  ],
  ["a value out of its range", a.HEALTH_CHECK, a.healthCheck({ port: 0 }), "port", /1/],
  ["a value of the wrong type", a.DNS_RECORD, a.dnsRecord({ ttl: "300" }), "ttl", /number/],
  [
    "a record without values",
    a.RECORD,
    { zoneId: "Z1", name: a.HOST, type: "A" },
    "records",
    /one of/,
  ],
  [
    "a record without a TTL",
    a.RECORD,
    a.record("Z1", { ttl: undefined }),
    "ttl",
    /goes with records/,
  ],
  [
    "a weight without a set identifier",
    a.RECORD,
    a.record("Z1", { weightedRoutingPolicies: [{ weight: 1 }] }),
    "setIdentifier",
    /needed with weightedRoutingPolicies/,
  ],
  [
    "a variable without a value",
    a.VARIABLE,
    a.variable("p", { value: undefined }),
    "value",
    /one of/,
  ],
  [
    "a variable without targets",
    a.VARIABLE,
    a.variable("p", { targets: undefined }),
    "targets",
    /needed/,
  ],
];

describe("a check", () => {
  for (const [what, type, inputs, property, reason] of bad) {
    it(`names ${what}`, () => {
      const { failures } = clouds.of(type).check(type, inputs);
      assert.deepEqual(
        failures.map((one) => one.property),
        [property],
      );
      assert.match(failures[0]?.reason ?? "", reason);
    });
  }

  it("tells all faults at once", () => {
    const { failures } = clouds.of(a.DNS_RECORD).check(a.DNS_RECORD, {});
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["zoneId", "name", "type", "ttl"],
    );
  });

  it("takes what is not known yet to be right", () => {
    const unknown = { weightedRoutingPolicies: UNKNOWN, setIdentifier: "x", ttl: UNKNOWN };
    const { failures } = clouds.of(a.RECORD).check(a.RECORD, a.record(UNKNOWN, unknown));
    assert.deepEqual(failures, []);
  });

  it("fills in what the real provider does", () => {
    const { inputs } = clouds.of(a.ZONE).check(a.ZONE, a.zone());
    assert.equal(inputs["comment"], "Managed by Pulumi");
  });

  it("refuses a type that the cloud does not know", () => {
    const type = "datadog:index/nothing:Nothing";
    assert.throws(() => clouds.of(type).check(type, {}), {
      message: `the stand-in datadog does not know ${type}: declare none in a rehearsal, or add it under rehearsal/clouds/datadog`,
    });
  });
});
