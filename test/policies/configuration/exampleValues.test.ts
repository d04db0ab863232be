import assert from "node:assert/strict";
import policy from "../../../policies/configuration/exampleValues.ts";
import { exampleIn, exampleName, exampleRepository } from "../../../policies/lib/examples.ts";
import { judged } from "../judged.ts";
import { steppedBack } from "../records.ts";

/** A team's own. */
const person = (name: string, number: string) => ({
  name,
  phone: number,
  email: `${name.toLowerCase().replace(" ", ".")}@shop.io`,
  confirmedAt: "2026-01-31",
});
const vendor = (name: string, url: string) => ({ name, url, confirmedAt: "2026-01-31" });
const OWN = {
  cloudflare: { zone: "shop.io", zoneId: "8f14e45fceea167a5a36dedd4bea2543" },
  hosts: { public: "www.shop.io", canary: "canary-origin.shop.io" },
  app: { checkout: "../shop", staging: "staging.shop.io" },
  approvers: ["Ada Byron"],
  "operations.aws.account": "481516234299",
  "monitoring.runbookUrl": "https://runbooks.shop.io/example.com/canary",
  "stakeholders.development": { handle: "shop-development", members: ["developers@shop.io"] },
  "stakeholders.operations": { handle: "shop-operations", members: ["operations@shop.io"] },
  "channels.email": ["releases@shop.io"],
  "channels.sms": ["+4915112345678"],
  contacts: {
    deploymentLead: person("Ada Byron", "+4915112345678"),
    operationsLead: person("Alan Kay", "+12065480143"),
    securityLead: person("Grace Hopper", "+442071234567"),
    vendors: {
      vercel: vendor("Vercel", "https://vercel.com/help"),
      database: vendor("Neon", "https://neon.tech/support"),
      thirdParty: [vendor("Stripe", "https://support.stripe.com")],
    },
  },
};
const said = (config: object) => judged(policy, { config: { ...structuredClone(OWN), ...config } });

describe("the policy example-values", () => {
  it("passes with a team's own", () => {
    assert.deepEqual(said({}), []);
  });

  for (const [key, value, message] of [
    ["hosts.public", "www.example.com", "reserved for examples"],
    ["hosts.canary", "canary.example.com", "reserved for examples"],
    ["monitoring.runbookUrl", "https://runbooks.example.com/canary", "reserved for examples"],
    ["app.staging", "staging.example.org", "reserved for examples"],
    ["datadog.host", "https://datadog-proxy.example.com", "reserved for examples"],
    ["vercel.target", "cname.shop.test", "leads nowhere"],
    ["contacts.deploymentLead.name", "Alex Doe", "an example's name"],
    ["contacts.deploymentLead.name", "TBD", "a placeholder"],
    ["contacts.vendors.database.name", "Example Databases", "a placeholder"],
    ["contacts.deploymentLead.phone", "+12025550143", "reserved for fiction"],
    ["contacts.deploymentLead.email", "lead@mail.example.net", "reserved for examples"],
    ["contacts.vendors.database.url", "https://example.com/support", "reserved for examples"],
    ["contacts.deploymentLead.name", "Max Mustermann", "an example's name"],
    ["contacts.deploymentLead.phone", "+15550100199", "reserved for fiction"],
    ["app.repository", "https://github.com/OWNER/shop", "a placeholder for its owner"],
    ["operations.aws.account", "123456789012", "the id of an example"],
  ] as const)
    it(`refuses ${key} by name: ${value}`, () => {
      const zone = { cloudflare: { ...OWN.cloudflare, zone: "example.com" } };
      const inZone = { "hosts.public": "www.example.com", "hosts.canary": "c.example.com" };
      const faults = said({ [key]: value, ...(key.startsWith("hosts") && { ...zone, ...inZone }) });
      const own = faults.filter((fault) => fault.startsWith(`mandatory: ${key} `));
      assert.equal(own.length, 1, faults.join("\n"));
      assert.ok(own[0]?.includes(message), own[0]);
      assert.ok(!own.join().includes(value), "values may be secret");
      if (!key.startsWith("hosts")) assert.equal(faults.length, 1, faults.join("\n"));
    });

  for (const [key, list] of [
    ["channels.sms", ["+4915112345678", "+12025550117"]],
    ["channels.email", ["releases@shop.io", "releases@example.com"]],
    ["resolvers", ["10.0.0.2:53", "192.0.2.53:53"]],
    ["approvers", ["Ada Byron", "Jane Roe"]],
  ] as const)
    it(`names the place in a list: ${key}[1]`, () => {
      const faults = said({ [key]: [...list] });
      assert.equal(faults.length, 1);
      assert.ok(faults[0]?.startsWith(`mandatory: ${key}[1] `), faults[0]);
    });

  it("refuses staging's examples too", () => {
    assert.match(judged(policy, { environment: "staging" }).join("\n"), /mandatory: host /);
  });

  it("never stops going back", () => {
    const faults = judged(policy, { record: steppedBack() });
    assert.ok(faults.length > 0);
    for (const fault of faults) assert.match(fault, /^advisory: /);
  });

  it("lets a rehearsal go on with examples", () => {
    assert.deepEqual(judged(policy, { config: { "datadog.host": "http://127.0.0.1:8126" } }), []);
  });
});

describe("an example", () => {
  for (const text of [
    ...["example.com", "www.EXAMPLE.net", "a@example.org", "https://x.example.com:8443/a?b#c"],
    ...["shop.test", "a.b.example", "x@y.invalid", "http://app.localhost:3000", "example.com."],
    ...["192.0.2.1", "198.51.100.7:53", "https://203.0.113.9/x"],
    ...["2001:db8::1", "[2001:db8::1]:53", "https://[2001:DB8::1]/", "3fff::1"],
    ...[
      "+12025550143",
      "+1 (202) 555-0143",
      "+13105551234",
      "+15550100199",
      "+1 (555) 206-5480",
      "+447700900123",
      "+442079460958",
    ],
    ...["+441134960000"],
  ])
    it(`is ${text}`, () => {
      assert.notEqual(exampleIn(text), undefined);
    });

  for (const text of [
    ...["example.io", "myexample.com", "example.com.shop.io", "attest.io", "shop.testing"],
    ...[
      "https://shop.io/example.com",
      "https://shop.io/?to=a@example.com",
      "a.example.com@shop.io",
    ],
    ...["192.0.3.1", "10.0.0.2:53", "2001:db9::1", "+12065480143", "+12065480155", "+447911123456"],
    ...["Example", ""],
  ])
    it(`is not ${text}`, () => {
      assert.equal(exampleIn(text), undefined);
    });

  it("is a name of the committed stack files, or none", () => {
    for (const name of [
      ...["Alex Doe", "kim  roe", "Sam Poe", "Jane Doe", "TBD", "n/a", "Example", "Pat Doe"],
      ...["Jane Q. Doe", "Dr. Jane Doe", "Doe, Jane", "jane-doe", "Richard Roe", "Max Mustermann"],
      ...["Jane Example", "Jane Smith", "John Smith", "John Q. Public", "Mary Major", "Joe Bloggs"],
      ...["Your Name", "First Last", "Test User", "Foo Bar", "TBC", "TBA", "somebody"],
    ])
      assert.notEqual(exampleName(name), undefined, name);
    for (const name of [
      ...[
        "Alex Dover",
        "Namey",
        "Vercel",
        "Nona Monroe",
        "Ada Smith",
        "Edgar Poe",
        "Ann Roe",
        "Jo Exampleton",
      ],
      ...["Doe-Lang Ada", "John Smithson", "Major Barbara", "Foo Barton", "Jean Dupont"],
    ])
      assert.equal(exampleName(name), undefined, name);
  });

  it("is a repository of a placeholder", () => {
    for (const owner of ["OWNER", "owner", "your-org", "YOUR_COMPANY"])
      assert.equal(
        exampleRepository(`https://github.com/${owner}/shop`),
        "names a placeholder for its owner",
      );
    for (const page of ["https://github.com/acme/OWNER", "https://git.acme.io/owners/shop", "x"])
      assert.equal(exampleRepository(page), undefined);
  });
});
