import assert from "node:assert/strict";
import { firstUp, switching, unexpectedIn, unexpectedLines } from "../../../cli/adopt/expected.ts";
import type { Step } from "../../../cli/review/events.ts";

const step = (type: string, name: string, op: string, changed: Step["changed"] = {}): Step => ({
  ...{ op, type, changed },
  urn: `urn:pulumi:production::shop::${type}::${name}`,
  old: undefined,
  new: undefined,
});
const PROJECT = "vercel:index/project:Project";
const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";

const first = (...steps: Step[]) => unexpectedIn(steps, firstUp(["API_KEY"], true));

describe("what the preview of a first update may change", () => {
  it("is the assignment of domains, new skew protection, and what is noted of components", () => {
    const off = { before: "true", after: "false" };
    assert.deepEqual(
      first(
        step("pulumi:pulumi:Stack", "shop-production", "update", { url: { after: "x" } }),
        step("pulumi:providers:vercel", "default_5_4_1", "update", { version: { after: "x" } }),
        step(PROJECT, "production", "update", {
          autoAssignCustomDomains: off,
          skewProtection: { after: "12 hours" },
        }),
        step("canary:index:Environment", "production", "update", { hosts: { after: "[]" } }),
        step("aws:route53/zone:Zone", "traffic", "create", { name: { after: "x" } }),
        step(RECORD, "traffic-public", "same"),
      ),
      [],
    );
  });

  it("is not another property of the project, each with its value before and after", () => {
    const unexpected = first(
      step(PROJECT, "production", "update", {
        autoAssignCustomDomains: { before: "true", after: "false" },
        framework: { before: "nextjs", after: "remix" },
        skewProtection: { before: "1 day", after: "12 hours" },
        publicSource: { before: "true" },
      }),
    );
    assert.deepEqual(unexpectedLines(unexpected, 80), [
      "Project production",
      "  framework: nextjs => remix",
      "  skewProtection: 1 day => 12 hours",
      "  publicSource: true => nothing",
    ]);
  });

  it("is the value of a secret variable alone, which Vercel does not give back", () => {
    const value = { value: { before: "[secret]", after: "[secret]" } };
    assert.deepEqual(first(step(VARIABLE, "production-API_KEY", "update", value)), []);
    assert.deepEqual(first(step(VARIABLE, "production-SITE_URL", "update", value)), [
      {
        resource: "ProjectEnvironmentVariable production-SITE_URL",
        what: ["value: [secret] => [secret]"],
      },
    ]);
  });

  it("is no deletion", () => {
    assert.deepEqual(first(step(RECORD, "traffic-public", "delete", { name: { before: "www" } })), [
      { resource: "DnsRecord traffic-public", what: ["would be deleted"] },
    ]);
  });

  it("is no replacement, whichever of its steps the engine names, and says it once", () => {
    const type = { type: { before: "A", after: "CNAME" } };
    for (const ops of [
      ["create-replacement", "replace", "delete-replaced"],
      ["delete-replaced", "create-replacement"],
      ["replace"],
    ])
      assert.deepEqual(first(...ops.map((op) => step(RECORD, "traffic-public", op, type))), [
        {
          resource: "DnsRecord traffic-public",
          what: ["would be replaced", "type: A => CNAME"],
        },
      ]);
  });

  it("is no change of the rollout, once there is a record of it", () => {
    const rollout = step("canary:index:Rollout", "rollout", "update", { record: { after: "{}" } });
    assert.equal(first(rollout)[0]?.resource, "Rollout rollout");
    assert.deepEqual(unexpectedIn([rollout], firstUp([], false)), []);
  });
});

describe("what the preview of the switch may change", () => {
  const urn = step(RECORD, "traffic-public", "").urn;
  const switched = (...steps: Step[]) =>
    unexpectedIn(steps, switching([urn]), { creates: false }).map(({ resource }) => resource);

  it("is where the public name leads, its TTL, and that it is not flattened", () => {
    assert.deepEqual(
      switched(
        step(RECORD, "traffic-public", "update", {
          content: { before: "cname.vercel-dns.com", after: "www.rollout.www.example.com" },
          ttl: { before: "60", after: "300" },
          "settings.flattenCname": { after: "false" },
        }),
      ),
      [],
    );
  });

  it("is nothing else: no other record, no creation, no other property", () => {
    const content = { content: { before: "a", after: "b" } };
    assert.deepEqual(
      switched(
        step(RECORD, "traffic-ns-0", "update", content),
        step("datadog:index/monitor:Monitor", "monitoring-latency", "create"),
        step(RECORD, "traffic-public", "update", { proxied: { before: "true", after: "false" } }),
        step("canary:index:Environment", "production", "update", { hosts: { after: "[]" } }),
      ),
      [
        "DnsRecord traffic-ns-0",
        "Monitor monitoring-latency",
        "DnsRecord traffic-public",
        "Environment production",
      ],
    );
  });
});
