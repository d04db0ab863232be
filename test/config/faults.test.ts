import assert from "node:assert/strict";
import { parse as parseYaml } from "yaml";
import { ConfigError } from "../../config.ts";
import {
  changed,
  faults,
  problems,
  parse,
  production,
  refusal,
  stackFile,
  staging,
  uncommented,
  type Stack,
} from "./stack.ts";

/** Every key of production, the optional ones too, with a canary. */
const complete = production(
  {
    "releases.canary": { version: "1.6.0", commit: "c".repeat(40), deployment: "dpl_canary" },
    "vercel.team": "team_a",
    "datadog.host": "https://datadog-proxy.example.com",
    "channels.customers.email": "customers@example.com",
  },
  uncommented(stackFile("production")),
);

/** The top-level keys of production, without the namespace; the environment is decided. */
const topKeys = Object.keys(complete)
  .filter((key) => key.startsWith("canary:") && key !== "canary:environment")
  .map((key) => key.slice("canary:".length));

/** The keys of its single values and lists, as `releases.stable.commit`. */
const keys = topKeys.flatMap((key) => leaves(complete[`canary:${key}`], key));

function leaves(value: unknown, key: string): string[] {
  if (typeof value !== "object" || Array.isArray(value)) return [key];
  return Object.entries(value as Stack).flatMap(([name, inner]) => leaves(inner, `${key}.${name}`));
}

/** The complete stack with one value in many places. */
function filled(names: readonly string[], value: unknown): Stack {
  return changed(complete, Object.fromEntries(names.map((name) => [name, value])));
}

/** The stack after the lines of an example were copied into it. */
function copied(stack: Stack, example: readonly string[]): Stack {
  const command = /^pulumi config set (\w+) (.*)$/.exec(example.join("\n"));
  if (command?.[1]) return changed(stack, { [command[1]]: command[2] });
  return merged(stack, parseYaml(example.join("\n")) as Stack);
}

function merged(into: Stack, from: Stack): Stack {
  const isBlock = (value: unknown): value is Stack =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = Object.entries(from).map(([name, value]): [string, unknown] => {
    const old = into[name];
    return [name, isBlock(value) && isBlock(old) ? merged(old, value) : value];
  });
  return { ...into, ...Object.fromEntries(entries) };
}

describe("The faults of a configuration", () => {
  it("are all reported at once, each with the key, what was found, what is allowed, and a copy", () => {
    const error = refusal(
      production({
        percentage: "25%",
        "releases.stable.commit": undefined,
        "hosts.canary": "www.example.com",
        "datadog.site": "datadoghq.org",
        variables: { PORT: 3000 },
        "channels.sms": [12025550143],
        chanels: {},
      }),
    );
    assert.equal(error.name, "ConfigError");
    assert.equal(
      error.message,
      `The configuration of this stack has 7 faults.

percentage is "25%"
  allowed: a whole number from 0 to 100, in digits alone: no sign, space, % or point
  example: pulumi config set percentage 25

releases.stable.commit is missing
  allowed: 40 lower-case hexadecimal digits, in quotes (YAML reads some commits as numbers)
  example:
    canary:releases:
      stable:
        commit: "3f1c9a0b5d7e2846c1f09b3ad5e7f8102c4b6d8e"

datadog.site is "datadoghq.org"
  allowed: datadoghq.com, or us3.datadoghq.com, or us5.datadoghq.com, or datadoghq.eu, or ap1.datadoghq.com, or ap2.datadoghq.com, or uk1.datadoghq.com, or ddog-gov.com, or us2.ddog-gov.com
  example:
    canary:datadog:
      site: datadoghq.com

variables.PORT is 3000
  allowed: text, in quotes where YAML reads a number, a date, true or false
  example:
    canary:variables:
      PORT: "3000"

channels.sms[0] is 12025550143
  allowed: a telephone number, E.164: + and digits alone, in quotes (YAML drops the +)
  example:
    canary:channels:
      sms:
        - "+12025550143"

chanels is no key
  allowed: did you mean channels?
  example:
    canary:channels:
      slack:
        account: shop
        channel: "#releases"
      email:
        - releases@example.com
      sms:
        - "+12025550143"
      statusPage:
        name: "Shop status"
        domainPrefix: shop

hosts.canary is "www.example.com"
  allowed: another host than hosts.public
  example:
    canary:hosts:
      canary: canary-origin.example.com`,
    );
  });

  it("name all that a new stack must say, and copying the examples is enough", () => {
    const empty: Stack = { "canary:environment": "production" };
    const missing = faults(empty);
    assert.deepEqual(
      missing.map(({ key }) => key),
      [
        "percentage",
        "releases",
        "hosts",
        "cloudflare",
        "vercel",
        "datadog",
        "monitoring.database",
        "monitoring.redis",
        "monitoring.checks",
        "monitoring.errorTracking",
        "monitoring.runbookUrl",
        "channels.slack",
        "channels.sms",
        "channels.statusPage",
        "operations.aws",
        "operations.archive",
        "contacts.vendors.vercel",
        "contacts.vendors.database",
        "contacts.vendors.thirdParty",
        "contacts.deploymentLead",
        "contacts.operationsLead",
        "contacts.securityLead",
      ],
    );
    parse(missing.reduce<Stack>((stack, { example }) => copied(stack, example), empty));
  });

  it("have examples that are accepted where they are copied, for every key", () => {
    assert.ok(keys.length > 60);
    for (const key of keys) {
      const wrong = filled([key], 1234.5);
      const [fault, ...more] = faults(wrong);
      assert.deepEqual([fault?.key, more], [key, []]);
      parse(copied(wrong, fault?.example ?? []));
    }
  });

  it("have words of their own for every key, none of zod's", () => {
    const messages = [filled(topKeys, "x"), filled(keys, "x?"), {}].map((stack) => refusal(stack));
    for (const { message } of messages) {
      assert.doesNotMatch(message, /invalid|expected|received|undefined|input|NaN|object|regex/i);
    }
  });

  it("say of a wrong environment that alone, since it decides the keys", () => {
    for (const [value, message] of [
      [undefined, "is missing"],
      ["prod", 'is "prod"'],
      ["Staging", 'is "Staging"'],
    ]) {
      assert.equal(
        refusal(production({ environment: value, percentage: "x" })).message,
        `The configuration of this stack has a fault.

environment ${String(message)}
  allowed: staging, or production
  example: pulumi config set environment staging`,
      );
    }
  });

  it("say which key was probably meant", () => {
    const stack = production({
      percentge: 10,
      protected: true,
      "releases.stable.comit": "x",
      "vercel.TEAM": "team_a",
      "hosts.whatever": "x",
    });
    assert.deepEqual(
      faults(stack).map(({ key, allowed }) => [key, allowed]),
      [
        ["releases.stable.comit", "did you mean releases.stable.commit?"],
        ["hosts.whatever", "one of public, canary, prepared, delegated, others"],
        ["vercel.TEAM", "did you mean vercel.team?"],
        ["percentge", "did you mean percentage?"],
        ["protected", "did you mean protect?"],
      ],
    );
  });

  it("say how to take out a key that nothing resembles", () => {
    const [fault] = faults(production({ "hosts.a b": "x" }));
    assert.deepEqual(fault?.example, [`pulumi config rm --path 'hosts["a b"]'`]);
    const [other] = faults({ ...production(), "canary:some.thing": "x" });
    assert.deepEqual(other?.example, ["pulumi config rm 'some.thing'"]);
  });

  it("say that a key was set without --path, and take out that one alone", () => {
    for (const key of ["hosts.others.de.public", "plan[0].soak"]) {
      const [fault, ...more] = faults({ ...production(), [`canary:${key}`]: "x" });
      assert.deepEqual(more, []);
      assert.match(
        fault?.allowed ?? "",
        /^the same key, set with --path: pulumi config set --path '/,
      );
      assert.deepEqual([fault?.key, fault?.example], [key, [`pulumi config rm '${key}'`]]);
    }
    const [secret] = faults({ ...production(), "canary:secrets.DATABASE_URL": "x" });
    assert.match(secret?.allowed ?? "", /config set --secret --path 'secrets\.DATABASE_URL' …/);
  });

  it("say the namespace too where it is not the project's", () => {
    const shared = Object.fromEntries(
      Object.entries(production()).map(([key, value]) => [
        key.replace(/^canary:/, "canary-rollout:"),
        value,
      ]),
    );
    const hosts = { ...(shared["canary-rollout:hosts"] as object), "a b": "x" };
    const keys = { "canary-rollout:hosts": hosts, "canary-rollout:vercel.team": "x" };
    const [nested, dotted, ...more] = faults({ ...shared, ...keys });
    assert.deepEqual(more, []);
    assert.deepEqual(nested?.example, [`pulumi config rm --path 'canary-rollout:hosts["a b"]'`]);
    assert.match(dotted?.allowed ?? "", /set --path 'canary-rollout:vercel\.team'/);
    assert.deepEqual(dotted?.example, ["pulumi config rm 'canary-rollout:vercel.team'"]);
  });

  it("say that production's keys are not staging's, and the other way round", () => {
    assert.deepEqual(
      faults(staging({ releases: {}, contacts: {} })).map(({ key, allowed }) => [key, allowed]),
      ["releases", "contacts"].map((key) => [
        key,
        "no such key in staging, which has one release (release) and no percentage",
      ]),
    );
    assert.deepEqual(
      faults(production({ release: {}, host: "x" })).map(({ key, allowed }) => [key, allowed]),
      ["release", "host"].map((key) => [
        key,
        "no such key in production, which has releases.stable, a canary beside it, and hosts",
      ]),
    );
    assert.deepEqual(problems(production({ "vercel.host": "x" })), ["vercel.host is no key"]);
  });

  it("leave other namespaces alone", () => {
    parse({ ...staging(), "aws:region": "", "canaries:colour": "x" });
  });

  it("show nothing of a secret", () => {
    const hidden = "hunter2";
    const secret = topKeys;
    for (const value of [hidden, [hidden], { hunter: hidden }, `{"${hidden}`]) {
      for (const names of [topKeys, keys]) {
        assert.ok(!refusal(filled(names, value), ...secret).message.includes(hidden));
      }
    }
    assert.deepEqual(problems(production({ percentage: hidden }), "percentage"), [
      "percentage is [secret]",
    ]);
  });

  it("show nothing of a secret in an example either", () => {
    const [fault] = faults(production({ percentage: "77%" }), "percentage");
    assert.deepEqual(fault?.example, ["pulumi config set percentage 10"]);
  });

  it("shorten long values", () => {
    const [message] = problems(production({ "hosts.public": "x".repeat(500) }));
    assert.equal(message, `hosts.public is "${"x".repeat(78)}…`);
  });

  it("are an error that has them", () => {
    assert.ok(refusal({}) instanceof ConfigError);
    assert.equal(refusal({}).faults.length, 1);
  });
});
