import assert from "node:assert/strict";
import { datadogAccount } from "../../config/operations.ts";
import { faults, problems, parse, production, staging, type Stack } from "./stack.ts";

/** Production's config, read. */
function read(changes: Stack) {
  const config = parse(production(changes));
  assert.equal(config.environment, "production");
  return config;
}

describe("operations", () => {
  const refused: [key: string, values: unknown[]][] = [
    ["retention.preview", ["30d", "unlimited", "2w", 1]],
    ["retention.production", ["1d", "1w", "unlimited"]],
    ["retention.canceled", ["forever"]],
    ["retention.errored", [""]],
    ["aws.account", [123456789012, "1234-5678-9012", "12345678901", ""]],
    ["aws.role", ["arn:aws:iam::123456789012:role/Datadog", "", "x".repeat(65)]],
    ["aws.integrate", ["yes"]],
    [
      "archive.bucket",
      ["Shop", "shop.logs", "sh", "shop_logs", "-shop", "xn--shop", "shop-s3alias", "x".repeat(64)],
    ],
    ["archive.path", ["/logs", "logs/", "a//b", "a b", ""]],
    ["archive.days", [0, 29, 3651, "a year"]],
    ["archive.enabled", ["on", true]],
  ];
  for (const [key, values] of refused) {
    for (const value of values) {
      it(`is refused where ${key} is ${JSON.stringify(value)}`, () => {
        const [message, ...more] = problems(production({ [`operations.${key}`]: value }));
        assert.match(message ?? "", new RegExp(`^operations.${key} is `));
        assert.deepEqual(more, []);
      });
    }
  }

  for (const days of [
    [],
    ["2027-06-30", "2027-06-30"],
    ["2027-06-30", "2027-01-31"],
    "2027-06-30",
  ]) {
    it(`is refused where bypass is ${JSON.stringify(days)}`, () => {
      for (const stack of [production, staging]) {
        const [fault, ...more] = faults(stack({ "operations.bypass": days }));
        assert.equal(fault?.key, "operations.bypass");
        assert.match(fault.allowed, /^one day, or two while a secret is rotated/);
        assert.deepEqual(more, []);
      }
    });
  }

  it("names the day that is none", () => {
    assert.deepEqual(problems(production({ "operations.bypass": ["2027-06-30", "soon"] })), [
      'operations.bypass[1] is "soon"',
    ]);
  });

  it("takes two days while a secret is rotated, and none", () => {
    const days = ["2027-01-31", "2027-06-30"];
    assert.deepEqual(read({ "operations.bypass": days }).operations.bypass, days);
    assert.equal(read({ "operations.bypass": undefined }).operations.bypass, undefined);
  });

  it("has defaults for all but the account; the bucket is named after the stack later", () => {
    const { operations } = read({
      operations: { aws: { account: "012345678901" }, archive: {} },
    });
    assert.deepEqual(operations, {
      retention: { preview: "1m", production: "1y", canceled: "1w", errored: "1m" },
      aws: { account: "012345678901", integrate: true, role: "DatadogIntegrationRole" },
      archive: { path: "logs", days: 400 },
    });
    const config = parse(staging({ operations: undefined }));
    assert.deepEqual(config.operations, { retention: operations.retention });
  });

  it("trusts Datadog's own account of its site, where the integration is made here", () => {
    for (const [site, account] of [
      ["datadoghq.com", "464622532012"],
      ["datadoghq.eu", "464622532012"],
      ["ap1.datadoghq.com", "417141415827"],
      ["ddog-gov.com", "392588925713"],
    ]) {
      assert.equal(datadogAccount(read({ "datadog.site": site })), account);
    }
    assert.equal(datadogAccount(read({ "operations.aws.integrate": false })), undefined);
  });

  it("is not made where it is not known whom to trust", () => {
    const site = { "datadog.site": "us2.ddog-gov.com" };
    const [fault, ...more] = faults(production(site));
    assert.equal(fault?.key, "operations.aws.integrate");
    assert.match(
      fault.problem,
      /is true, and Datadog's own AWS account at the site .* is not known/,
    );
    assert.deepEqual(more, []);
    read({ ...site, "operations.aws.integrate": false });
  });
});

describe("cloudflareReadToken", () => {
  const token = "x".repeat(40);

  it("is taken as a secret alone", () => {
    const stack = production({ cloudflareReadToken: token });
    const config = parse(stack, "cloudflareReadToken");
    assert.equal(config.environment === "production" && config.cloudflareReadToken, token);
    assert.deepEqual(faults(stack), [
      {
        key: "cloudflareReadToken",
        problem: "is in plain text",
        allowed: "values that were set as secrets: take these out, change them, and set them again",
        example: ["pulumi config set --secret cloudflareReadToken"],
      },
    ]);
  });

  it("shows nothing of itself, marked or not", () => {
    const stack = production({ cloudflareReadToken: "hunter2" });
    for (const secret of [["cloudflareReadToken"], []]) {
      assert.equal(problems(stack, ...secret)[0], "cloudflareReadToken is [secret]");
    }
  });
});
