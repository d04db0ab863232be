import assert from "node:assert/strict";
import { isAbsent } from "../../rollout/parts.ts";
import { problems, parse, production, staging } from "./stack.ts";

function monitoring(changes = {}) {
  const config = parse(production(changes));
  assert.ok(config.environment === "production");
  return config.monitoring;
}

describe("monitoring", () => {
  it("says what must be said, and has defaults for the rest", () => {
    const { checks } = monitoring();
    assert.ok(!isAbsent(checks));
    const { api, signIn, payment, realtime, assets } = checks;
    const least = {
      database: { tag: "dbinstanceidentifier:shop", maxConnections: 400 },
      redis: { tag: "cacheclusterid:shop", maxConnections: "65000" },
      checks: { api, signIn, payment, realtime, assets },
      errorTracking: true,
      runbookUrl: "https://runbooks.example.com/canary",
    };
    const committed = monitoring({ "monitoring.checks.variables": {} });
    assert.deepEqual(monitoring({ monitoring: least }), committed);
    for (const key of Object.keys(least)) {
      assert.deepEqual(problems(production({ [`monitoring.${key}`]: undefined })), [
        `monitoring.${key} is missing`,
      ]);
    }
  });

  const refused: [key: string, values: unknown[]][] = [
    ["service", ["Shop", "my shop", ""]],
    ["env", ["Production"]],
    ["signal", ["rum", "APM"]],
    ["drain", ["yes"]],
    ["operations.request", ["http server", "2xx"]],
    ["metrics.security", ["app security"]],
    ["database.tag", ["shop", "dbinstanceidentifier:*"]],
    ["database.maxConnections", [0, -1, 1.5]],
    ["redis.maxConnections", [0]],
    ["checks.locations", [[]]],
    ["checks.api", ["api", "https://www.example.com"]],
    ["checks.signIn", [[], "x"]],
    ["checks.assets", [[]]],
    ["errorTracking", ["on", false]],
    ["availability", [99.4, 100]],
    ["runbookUrl", ["http://runbooks.example.com", "runbook", "https://a.example.com/#top"]],
  ];
  for (const [key, values] of refused) {
    it(`is refused where ${key} is ${values.map((value) => JSON.stringify(value)).join(", ")}`, () => {
      for (const value of values) {
        const [message, ...more] = problems(production({ [`monitoring.${key}`]: value }));
        assert.match(message ?? "", new RegExp(`^monitoring\\.${key} is `));
        assert.deepEqual(more, []);
      }
    });
  }

  it("is production's", () => {
    assert.deepEqual(problems(staging({ monitoring: {} })), [
      "monitoring belongs to another environment",
    ]);
  });
});
