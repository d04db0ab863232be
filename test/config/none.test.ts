import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { parseConfig } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { faults, problems, parse, production, type Stack } from "./stack.ts";

function read(stack: Stack, ...secret: string[]) {
  const config = parse(stack, ...secret);
  assert.ok(config.environment === "production");
  return config;
}

const WHY = { none: "not in use" };
const complete = read(production());

describe("what a team is without", () => {
  const parts: readonly (readonly [key: string, part: string])[] = [
    ["monitoring.database", "database"],
    ["monitoring.redis", "redis"],
    ["monitoring.operations.thirdParties", "thirdParties"],
    ["monitoring.metrics.cpu", "cpu"],
    ["monitoring.metrics.memory", "memory"],
    ["monitoring.metrics.integrity", "integrity"],
    ["monitoring.metrics.security", "security"],
    ["monitoring.metrics.payments", "paymentMetrics"],
    ["monitoring.metrics.checkouts", "checkoutMetrics"],
    ["monitoring.checks", "checks"],
    ["monitoring.checks.api", "api"],
    ["monitoring.checks.signIn", "signIn"],
    ["monitoring.checks.payment", "payment"],
    ["monitoring.checks.realtime", "realtime"],
    ["monitoring.checks.assets", "assets"],
    ["monitoring.errorTracking", "errorTracking"],
    ["monitoring.runbookUrl", "runbook"],
    ["channels.slack", "slack"],
    ["channels.email", "email"],
    ["channels.sms", "sms"],
    ["channels.statusPage", "statusPage"],
    ["channels.customers", "customers"],
    ["stakeholders.product", "product"],
    ["contacts.vendors.vercel", "vercelSupport"],
    ["contacts.vendors.database", "databaseSupport"],
    ["contacts.vendors.thirdParty", "thirdPartySupport"],
    ["operations.archive", "archive"],
  ];
  for (const [key, part] of parts) {
    it(`is said in place of its keys: ${key}`, () => {
      const { absent } = read(production({ [key]: WHY }));
      assert.equal(absent[part as keyof typeof absent], "not in use");
      const count = key === "channels.statusPage" ? 2 : 1;
      assert.equal(Object.keys(absent).length, count);
    });
  }

  it("is nothing in the example", () => {
    const { absent, existing, lacking } = read(production());
    assert.deepEqual([absent, existing, lacking], [{}, [], {}]);
  });

  it("is said once for all of a block that is not there, and for all of a stack", () => {
    const monitoring = { none: "we measure little" };
    const { absent } = read(production({ monitoring }));
    for (const part of ["database", "redis", "checks", "cpu", "errorTracking", "runbook"] as const)
      assert.equal(absent[part], "we measure little");
    const bare = production({
      monitoring: undefined,
      channels: undefined,
      operations: undefined,
      "contacts.vendors": undefined,
      none: "three people",
    });
    const problem = read(bare);
    assert.equal(problem.absent.slack, "three people");
    assert.equal(problem.absent.archive, "three people");
    // Some things have a default that serves every team.
    assert.deepEqual(problem.channels.email, [
      "alex.doe@example.com",
      "kim.roe@example.com",
      "sam.poe@example.com",
    ]);
    assert.equal(problem.monitoring.operations.thirdParties, "http.client.request");
  });

  it("has the nearest reason", () => {
    const { absent } = read(
      production({
        none: "far",
        "monitoring.none": "near",
        "monitoring.redis": { none: "its own" },
        "monitoring.database": undefined,
        "channels.slack": undefined,
      }),
    );
    assert.deepEqual([absent.redis, absent.database, absent.slack], ["its own", "near", "far"]);
  });

  it("is requested where it is left out, with both ways to say it", () => {
    const [fault, ...more] = faults(production({ "monitoring.redis": undefined }));
    assert.deepEqual(more, []);
    assert.equal(fault?.key, "monitoring.redis");
    assert.equal(fault.problem, "is missing");
    assert.equal(fault.allowed, 'what there is, or in its place none: "why there is none"');
  });

  it("needs a reason of its own for each flow, once one of them is checked", () => {
    const stack = production({
      none: "three people",
      "monitoring.checks": { api: "/api", signIn: WHY },
    });
    assert.deepEqual(problems(stack), [
      "monitoring.checks.payment is missing",
      "monitoring.checks.realtime is missing",
      "monitoring.checks.assets is missing",
    ]);
  });

  it("is refused without a reason, or beside keys of the part", () => {
    assert.deepEqual(problems(production({ "monitoring.redis": { none: "" } })), [
      "monitoring.redis.none is empty",
    ]);
    assert.deepEqual(problems(production({ "monitoring.redis": { none: "x", tag: "a:b" } })), [
      "monitoring.redis.none stands beside other keys",
    ]);
    for (const none of [true, false, 0, null, "false", "~", "no", "[why]"]) {
      const [fault, ...more] = faults(production({ "monitoring.redis": { none } }));
      assert.deepEqual(more, []);
      assert.equal(fault?.key, "monitoring.redis.none");
      assert.match(fault.allowed, /^why there is none, in words/);
      assert.deepEqual(fault.example, [
        "canary:monitoring:",
        "  redis:",
        '    none: "not in use here"',
      ]);
    }
    assert.match(problems(production({ none: "false" })).join(), /^none is "false"$/);
    const [off] = faults(production({ "monitoring.redis": false }));
    assert.match(off?.allowed ?? "", /or none: "why there is none" in its place$/);
    assert.deepEqual(problems(production({ "channels.slack": false })), [
      "channels.slack is false",
    ]);
  });

  it("is not Datadog's AWS integration beside what comes through it", () => {
    const without = { "operations.aws": WHY };
    const [fault, ...more] = faults(production(without));
    assert.deepEqual(more, []);
    assert.equal(
      fault && `${fault.key} ${fault.problem}`,
      "operations.aws is none, and monitoring.database, monitoring.redis, channels.sms, operations.archive come through Datadog's AWS integration",
    );
    assert.match(fault?.example.join("\n") ?? "", /^canary:operations:\n {2}aws:\n {4}account: /);
    const others = {
      "monitoring.database": { source: "neon", tag: "endpoint_id:ep-1", maxConnections: 104 },
      "monitoring.redis": WHY,
      "channels.sms": WHY,
      "operations.archive": WHY,
    };
    assert.equal(read(production({ ...without, ...others })).absent.aws, "not in use");
  });

  it("is each flow by itself, where nothing is checked and nothing else says why", () => {
    const flows = ["api", "signIn", "payment", "realtime", "assets"];
    const checks = Object.fromEntries(flows.map((flow) => [flow, { none: `no ${flow}` }]));
    const { absent } = read(production({ "monitoring.checks": checks }));
    assert.deepEqual([absent.checks, absent.assets], ["no api", "no assets"]);
  });

  it("is refused beside all that it could be the reason for: it would change nothing", () => {
    for (const block of ["monitoring", "monitoring.checks", "channels", "operations"]) {
      const changes = { [`${block}.none`]: "cancelled", "monitoring.metrics.none": undefined };
      const metrics = { "monitoring.metrics": complete.monitoring.metrics };
      assert.deepEqual(
        problems(production({ ...metrics, ...changes })),
        [`${block}.none changes nothing: all that it could be the reason for has keys of its own`],
        block,
      );
    }
  });

  it("is what was enabled: false, and says so", () => {
    const [fault] = faults(production({ "channels.statusPage.enabled": false }));
    assert.match(fault?.allowed ?? "", /^none: "why" in place of all keys of channels\.statusPage/);
  });

  it("is not printed where its block is secret", () => {
    const parts = { "monitoring.redis": { none: "hunter2" } };
    const query = { "monitoring.database.cpu": { none: "hunter2" } };
    const { absent, lacking } = read(production({ ...parts, ...query }), "monitoring");
    assert.equal(absent.redis, "[secret]");
    assert.equal(lacking["database-cpu"], "[secret]");
    assert.doesNotMatch(JSON.stringify({ absent, lacking }), /hunter2/);
  });

  it("asks nothing of AWS where all numbers are queries of the team's own", () => {
    const own = { metric: "gcp.sql.used", tag: "database_id:shop", limit: 100 };
    const config = read(
      production({
        "operations.aws": WHY,
        "operations.archive": WHY,
        "channels.sms": WHY,
        "monitoring.redis": WHY,
        "monitoring.database": { connections: own, cpu: own },
      }),
    );
    assert.equal(config.absent.aws, "not in use");
  });

  it("leaves out the vendors of what there is none of", () => {
    const stack = production({
      "monitoring.database": WHY,
      "contacts.vendors.database": undefined,
    });
    assert.equal(read(stack).absent.databaseSupport, "not in use");
  });
});

describe("the smallest file that docs/going-live.md shows", () => {
  it("is accepted", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/going-live.md"), "utf8");
    const [, text = ""] = /^```yaml\n(config:\n {2}shop:percentage[^`]*)```$/m.exec(page) ?? [];
    const { config } = parseYaml(text) as { readonly config: Stack };
    const read = parseConfig(toRaw(config), new Set(), "shop");
    assert.ok(read.environment === "production");
    assert.equal(read.hosts.prepared, "canary.www.example.com");
    assert.equal(read.cloudflare.zone, "example.com");
  });
});

describe("who is called and notified", () => {
  it("is one person for every lead that is not named apart", () => {
    const lead = {
      name: "Ada Loaf",
      phone: "+493012345678",
      email: "ada@corner.shop",
      confirmedAt: "2026-01-31",
    };
    const { contacts } = read(
      production({
        "contacts.lead": lead,
        "contacts.deploymentLead": undefined,
        "contacts.securityLead": undefined,
      }),
    );
    assert.deepEqual(contacts.deploymentLead, lead);
    assert.deepEqual(contacts.securityLead, lead);
    assert.equal(contacts.operationsLead.name, "Kim Roe");
    assert.deepEqual(
      faults(production({ "contacts.securityLead": undefined })).map(({ key, allowed }) => [
        key,
        allowed,
      ]),
      [["contacts.securityLead", "who it is, or contacts.lead for one person who is each lead"]],
    );
  });

  it("is one team for several groups, or one that is there already", () => {
    const { existing } = read(
      production({
        "stakeholders.development.handle": "shop",
        "stakeholders.operations.handle": "shop",
        "stakeholders.product": { handle: "board", existing: true },
        "channels.slack.existing": true,
        "operations.aws.integrate": false,
      }),
    );
    assert.deepEqual([...existing].sort(), ["aws", "operations", "product", "slack"]);
  });
});
