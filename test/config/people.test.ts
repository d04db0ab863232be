import assert from "node:assert/strict";
import { faults, problems, parse, production, type Stack } from "./stack.ts";

function read(stack: Stack) {
  const config = parse(stack);
  assert.ok(config.environment === "production");
  return config;
}

describe("People", () => {
  it("are five groups of stakeholders, each a Datadog team", () => {
    const groups = ["development", "operations", "product", "support", "executive"] as const;
    const { stakeholders } = read(production());
    assert.deepEqual(Object.keys(stakeholders), groups);
    assert.deepEqual(stakeholders.executive, {
      handle: "shop-executive",
      existing: false,
      members: [],
    });
    for (const group of groups) {
      const key = `stakeholders.${group}`;
      assert.deepEqual(read(production({ [key]: undefined })).stakeholders[group], {
        existing: false,
        members: [],
      });
    }
  });

  it("are notified by five channels", () => {
    for (const channel of ["slack", "sms", "statusPage"]) {
      const key = `channels.${channel}`;
      assert.deepEqual(problems(production({ [key]: undefined })), [`${key} is missing`]);
    }
    const { channels } = read(production({ "channels.customers": undefined }));
    assert.deepEqual(channels.customers, { subscribe: true });
    const more = { subscribe: "false", email: "customers@example.com" };
    assert.deepEqual(read(production({ "channels.customers": more })).channels.customers, {
      subscribe: false,
      email: "customers@example.com",
    });
  });

  it("are at least one who is notified of every alert: by Slack, by mail, or in a team", () => {
    const none = { none: "nobody wants it" };
    const alone: Readonly<Record<string, unknown>> = {
      "channels.slack": none,
      "channels.email": none,
      "stakeholders.development": { handle: "builders" },
      "stakeholders.operations": none,
      // These are notified of critical alerts alone, and only where somebody is among them.
      "channels.sms": ["+12025550143"],
      "stakeholders.product": { members: ["pat@example.com"] },
    };
    assert.deepEqual(problems(production(alone)), [
      "channels.email is none, and nobody else is notified of every alert",
    ]);
    const ways: Readonly<Record<string, unknown>> = {
      "channels.slack": { account: "shop", channel: "#releases" },
      "channels.email": ["oncall@example.com"],
      "stakeholders.development": { handle: "builders", existing: "true" },
      "stakeholders.operations": { members: ["kim@example.com"] },
    };
    for (const [key, value] of Object.entries(ways))
      assert.ok(parse(production({ ...alone, [key]: value })), key);
  });

  it("are called by name: three leads and three kinds of vendor", () => {
    for (const contact of ["deploymentLead", "operationsLead", "securityLead"]) {
      const key = `contacts.${contact}`;
      assert.deepEqual(problems(production({ [key]: undefined })), [`${key} is missing`]);
    }
    for (const vendor of ["vercel", "database", "thirdParty"]) {
      const key = `contacts.vendors.${vendor}`;
      assert.deepEqual(problems(production({ [key]: undefined })), [`${key} is missing`]);
    }
  });

  const refused: [key: string, values: unknown[]][] = [
    ["stakeholders.product.handle", ["Product", "@product", "", "[handle]"]],
    ["channels.slack.account", ["", "[account]", "a b"]],
    // YAML reads what follows a # as a comment: nothing arrives.
    ["channels.slack.channel", ["releases", "#", "#a b", null, "[#channel]"]],
    ["channels.email", [[], "a@example.com"]],
    ["channels.sms", [[], "+12025550143"]],
    ["channels.statusPage.existing", ["yes", 1]],
    ["channels.statusPage.components", ["Checkout"]],
    ["channels.statusPage.domainPrefix", ["Shop", "shop.example", ""]],
    ["channels.customers.subscribe", ["yes", 1]],
    ["contacts.deploymentLead.name", ["", "[Name", "<name>"]],
    // The engine drops the + of a number without quotes.
    ["contacts.deploymentLead.phone", [12025550143, "2025550143", "+1 202 555 0143", "[Phone]"]],
    ["contacts.deploymentLead.email", ["grace", "[Email]", "grace@localhost"]],
    [
      "contacts.vendors.database.url",
      ["http://example.com", "example.com", "[Contact Information]"],
    ],
  ];
  for (const [key, values] of refused) {
    for (const value of values) {
      it(`are refused where ${key} is ${JSON.stringify(value)}`, () => {
        const [message, ...more] = problems(production({ [key]: value }));
        assert.match(message ?? "", new RegExp(`^${key} is `));
        assert.deepEqual(more, []);
      });
    }
  }

  it("are refused where one address in a list is none", () => {
    const stack = production({
      "channels.email": ["a@example.com", "b"],
      "channels.sms": ["+12025550143", 12025550143],
      "stakeholders.support.members": ["[Email]"],
    });
    assert.deepEqual(problems(stack), [
      'stakeholders.support.members[0] is "[Email]"',
      'channels.email[1] is "b"',
      "channels.sms[1] is 12025550143",
    ]);
  });

  const days: [typed: string, example: string][] = [
    ["31.01.2026", "2026-01-31"],
    ["2026-02-30", "2026-01-31"],
    ["2026-01-31T12:00:00Z", "2026-01-31"],
    // What the engine makes of a day without quotes.
    ["2026-03-01 00:00:00 +0000 UTC", "2026-03-01"],
  ];
  for (const [typed, example] of days) {
    it(`are confirmed on a day, which ${typed} is not`, () => {
      const key = "contacts.securityLead.confirmedAt";
      assert.deepEqual(faults(production({ [key]: typed })), [
        {
          key: key,
          problem: `is "${typed}"`,
          allowed: "a day, year-month-day, in quotes (YAML rewrites it without them)",
          example: ["canary:contacts:", "  securityLead:", `    confirmedAt: "${example}"`],
        },
      ]);
    });
  }

  it("of a vendor are reached somewhere", () => {
    const vendor = { name: "Vercel", confirmedAt: "2026-01-31" };
    assert.deepEqual(faults(production({ "contacts.vendors.vercel": vendor })), [
      {
        key: "contacts.vendors.vercel.url",
        problem: "is missing, and email too",
        allowed: "one of the two, or both",
        example: [
          "canary:contacts:",
          "  vendors:",
          "    vercel:",
          "      url: https://support.example.com",
        ],
      },
    ]);
    for (const way of [{ url: "https://vercel.com/help" }, { email: "help@example.com" }]) {
      parse(production({ "contacts.vendors.vercel": { ...vendor, ...way } }));
    }
  });
});
