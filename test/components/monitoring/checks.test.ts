import assert from "node:assert/strict";
import { testsOf } from "../../../components/monitoring/checks.ts";
import { faultsOfLogsMetric } from "../../../components/monitoring/logsMetrics.ts";
import { faultsOfObjective } from "../../../components/monitoring/objective.ts";
import { faultsOfTest, type TestShape } from "../../../components/monitoring/validateTest.ts";
import { HOST_CHECKS, type CheckedHost } from "../../../rollout/checks.ts";
import { isCheck, MONITORS, monitorsOf } from "../../../rollout/monitors.ts";
import * as given from "./given.ts";

const { checks, stack, service, env, runbookUrl } = given.monitoring;
const hosts = given.monitoring.hosts as Readonly<Record<CheckedHost, string>>;
assert.ok(checks);
const args = {
  ...checks,
  health: given.HEALTH,
  healthParts: ["database", "redis", "thirdParties"],
  certificateDays: 20,
};
const tests = new Map(testsOf(args, { stack, service, env, runbookUrl, hosts }));

describe("the checks from outside", () => {
  it("are those of the catalogue, and nothing that Datadog refuses", () => {
    const keys = MONITORS.filter(isCheck).map(({ key }) => key);
    assert.deepEqual([...tests.keys()], keys);
    for (const test of tests.values()) assert.deepEqual(faultsOfTest(test), []);
  });

  it("are found by their tags, as the monitors are", () => {
    for (const [key, { tags, message }] of tests) {
      assert.ok(tags.includes(`canary_monitor:${key}`));
      assert.ok(tags.includes("canary_stack:canary/production"));
      assert.ok(message.endsWith(`#${key}`));
    }
  });

  it("are of each further public host that it is there; what a user does is done on the first one", () => {
    const eu = {
      public: "eu.example.com",
      canary: "canary.eu.example.com",
      origin: "canary-origin.eu.example.com",
      entry: "d222222abcdef8.cloudfront.net",
    };
    const where = { stack, service, env, runbookUrl, hosts, others: { eu } };
    const more = testsOf(args, where).slice(tests.size);
    assert.deepEqual(
      more.map(([key]) => key),
      [
        "canary-health.eu",
        "canary-certificate.eu",
        "canary-entry.eu",
        "origin-certificate.eu",
        "public-health.eu",
        "public-certificate.eu",
      ],
    );
    assert.deepEqual(
      monitorsOf({ ...given.monitors.circumstances, others: ["eu"] })
        .filter(({ key }) => key.includes("."))
        .map(({ key }) => key),
      more.map(([key]) => key),
    );
    const named = Object.values(eu);
    const requested = more.map(([key, test]) => {
      assert.deepEqual(faultsOfTest(test), []);
      // One part of the runbook, and the same people, for all hosts.
      const plain = tests.get(key.replace(".eu", ""));
      const routes = (of?: { readonly tags: readonly string[] }) =>
        of?.tags.filter((tag) => tag.startsWith("canary_route:"));
      assert.deepEqual(routes(test), routes(plain));
      assert.match(test.message, new RegExp(`#${key.replace(".eu", "")}$`));
      assert.match(test.name, /\(eu\): shop/);
      const text = JSON.stringify({ ...test, message: "" });
      return named.filter((name) => text.includes(`/${name}/`) || text.includes(`"${name}"`));
    });
    assert.deepEqual(requested, [
      [eu.canary],
      [eu.canary],
      [eu.entry],
      [eu.origin],
      [eu.public],
      [eu.public],
    ]);
  });

  it("ask each its own host, and none another's", () => {
    const names = Object.values(hosts);
    for (const { key, host } of HOST_CHECKS) {
      const text = JSON.stringify({ ...tests.get(key), message: "" });
      assert.deepEqual(
        names.filter((name) => text.includes(name)),
        [hosts[host]],
        key,
      );
    }
  });

  it("ask the canary's entry point for what the canary host is queried, as often", () => {
    const requested = (key: string) => {
      const { requestDefinition, assertions, subtype, optionsList } = tests.get(key) as TestShape;
      return { url: requestDefinition?.url, assertions, subtype, optionsList };
    };
    const entry = requested("canary-entry");
    assert.deepEqual(entry, {
      ...requested("canary-health"),
      url: `https://${hosts.entry}/api/health`,
    });
    assert.equal(entry.optionsList.tickEvery, 60);
    const { name, message = "" } = tests.get("canary-entry") ?? {};
    assert.equal(name, "Check of the canary's entry point: health: shop (production)");
    assert.match(message, /Route 53's .*\n\nWhat to do: Roll back: \.\/canary rollback\./);
  });

  it("hold the health to the database, Redis and third parties", () => {
    const text = JSON.stringify(tests.get("canary-health"));
    for (const part of ["database", "redis", "thirdParties"]) {
      assert.ok(text.includes(`"jsonpath":"$.checks.${part}.ok"`));
    }
  });

  it("hold the health to the app's own words alone, where it has some", () => {
    const health = { path: "/healthz", status: 203, body: "all well" };
    const own = testsOf({ ...args, health }, { stack, service, env, runbookUrl, hosts });
    for (const key of ["canary-health", "canary-entry", "public-health"]) {
      const test = new Map(own).get(key) as TestShape;
      assert.deepEqual(faultsOfTest(test), []);
      assert.match(test.requestDefinition?.url as string, /\/healthz$/);
      assert.deepEqual(test.assertions, [
        { type: "statusCode", operator: "is", target: "203" },
        { type: "body", operator: "contains", target: "all well" },
      ]);
    }
  });

  it("run at least every five minutes where a rollout waits for them", () => {
    for (const [key, { optionsList }] of tests) {
      if (!key.endsWith("certificate")) assert.ok(optionsList.tickEvery <= 300, key);
    }
  });
});

describe("a check is refused for", () => {
  const health = tests.get("canary-health") as TestShape;
  const flow = tests.get("canary-payment") as TestShape;
  const options = (own: Partial<TestShape["optionsList"]>) => ({
    optionsList: { ...health.optionsList, ...own },
  });
  const refused: [what: string, test: TestShape, message: RegExp][] = [
    ["no place to run from", { ...health, locations: [] }, /locations is empty/],
    ["no assertion", { ...health, assertions: [] }, /assertions is empty/],
    ["no step", { ...flow, apiSteps: [] }, /apiSteps is empty/],
    [
      "a step without an assertion",
      { ...flow, apiSteps: [{ name: "pay", assertions: [] }] },
      /step pay asserts nothing/,
    ],
    [
      "a URL of another kind",
      { ...health, requestDefinition: { url: "wss://www.example.com" } },
      /no http URL/,
    ],
    [
      "a certificate of no host",
      { ...health, subtype: "ssl", requestDefinition: {} },
      /host is missing/,
    ],
    ["too short a time", { ...health, ...options({ tickEvery: 29 }) }, /tickEvery 29/],
    ["too long a time", { ...health, ...options({ tickEvery: 604801 }) }, /tickEvery 604801/],
    [
      "a browser's short time",
      { ...health, type: "browser", ...options({ tickEvery: 30 }) },
      /from 60 to/,
    ],
    ["a failure too long", { ...health, ...options({ minFailureDuration: 7201 }) }, /7201/],
    [
      "more failing places than places",
      { ...health, ...options({ minLocationFailed: 3 }) },
      /minLocationFailed 3/,
    ],
    [
      "too many retries",
      { ...health, ...options({ retry: { count: 4, interval: 1000 } }) },
      /at most 3 times/,
    ],
    [
      "retries too far apart",
      { ...health, ...options({ retry: { count: 1, interval: 5001 } }) },
      /5000 ms/,
    ],
    [
      "another interval of reminders",
      { ...health, ...options({ monitorOptions: { renotifyInterval: 2880 } }) },
      /renotifyInterval 2880/,
    ],
  ];
  for (const [what, test, message] of refused) {
    it(what, () => {
      const faults = faultsOfTest(test);
      assert.match(faults.join("; "), message);
    });
  }
});

describe("an objective is refused for", () => {
  const objective = {
    thresholds: [{ timeframe: "30d", target: 99.5 }],
    timeframe: "30d",
    targetThreshold: 99.5,
    tags: ["service:shop"],
  };
  const refused: [what: string, own: Partial<typeof objective>, message: RegExp][] = [
    ["no target", { thresholds: [] }, /thresholds is empty/],
    ["all of it", { thresholds: [{ timeframe: "30d", target: 100 }] }, /target 100 is not between/],
    ["none of it", { thresholds: [{ timeframe: "30d", target: 0 }] }, /target 0 is not between/],
    ["a target of another time", { timeframe: "7d" }, /is not the target over 7d/],
    ["a capital in a tag", { tags: ["Service:shop"] }, /not in lower case/],
  ];
  it("a warning that is not above it", () => {
    const thresholds = [{ timeframe: "30d", target: 99.5, warning: 99.5 }];
    assert.match(faultsOfObjective({ ...objective, thresholds }).join(), /warning 99\.5/);
  });
  for (const [what, own, message] of refused) {
    it(what, () => {
      assert.match(faultsOfObjective({ ...objective, ...own }).join("; "), message);
    });
  }
  it("nothing, as it is", () => {
    assert.deepEqual(faultsOfObjective(objective), []);
  });
});

describe("a metric made from logs is refused for", () => {
  const metric = {
    name: "canary.shop.production.request.time",
    filter: { query: "*" },
    compute: { aggregationType: "distribution", path: "@duration_ms", includePercentiles: true },
    groupBies: [],
  };
  const refused: [what: string, own: Partial<typeof metric>, message: RegExp][] = [
    ["a name with a dash", { name: "shop-requests" }, /name is not/],
    ["a name that is too long", { name: "a".repeat(201) }, /name is not/],
  ];
  for (const [what, own, message] of refused) {
    it(what, () => {
      assert.match(faultsOfLogsMetric({ ...metric, ...own }).join("; "), message);
    });
  }
  it("a distribution without a path, and a count with one", () => {
    const compute = { aggregationType: "distribution" };
    assert.equal(faultsOfLogsMetric({ ...metric, compute }).length, 1);
    const count = { ...metric.compute, aggregationType: "count" };
    assert.equal(faultsOfLogsMetric({ ...metric, compute: count }).length, 2);
    assert.deepEqual(faultsOfLogsMetric(metric), []);
  });
});
