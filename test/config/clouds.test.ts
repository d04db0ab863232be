import assert from "node:assert/strict";
import { faults, problems, parse, production, staging } from "./stack.ts";

const HEALTH = { path: "/api/health", status: 200, body: '"status":"ok"', probe: true };

describe("Clouds", () => {
  const refused: [key: string, values: unknown[]][] = [
    ["cloudflare.zone", ["example", "Example.com", "https://example.com"]],
    ["cloudflare.zoneId", ["abc", "A".repeat(32), "0".repeat(33), 1.2345678901234567e31]],
    ["vercel.project", ["Shop", "shop---x", "x".repeat(101), "my shop", ""]],
    ["vercel.team", ["my-team", "team_", "team_a-b"]],
    ["vercel.framework", ["Next.js", ""]],
    ["vercel.target", ["cname", "76.76.21.21"]],
    ["vercel.skewProtection", ["12h", "2 hours", true]],
    ["health.path", ["api/health", "/api/health?x=1", "https://www.example.com/", "/a b"]],
    // Route 53 takes no other status, and searches for no longer text.
    ["health.status", [199, 400, 503, "2xx", 200.5]],
    ["health.body", ["", "x".repeat(256), 200]],
    ["datadog.site", ["datadoghq.org", "app.datadoghq.com", "US1"]],
    ["protect", ["yes", "True", "1", "", "on"]],
    [
      "datadog.host",
      [
        "datadog.example.com",
        "http://datadog.example.com",
        "http://127.0.0.1.example.com",
        "https://user:word@datadog.example.com",
        "http://127.0.0.1@datadog.example.com",
        "https://datadog.example.com/api",
        "https://datadog.example.com?x",
        "ftp://127.0.0.1",
      ],
    ],
  ];
  for (const [key, values] of refused) {
    for (const value of values) {
      it(`are refused where ${key} is ${JSON.stringify(value)}`, () => {
        for (const stack of [production, staging]) {
          const [message, ...more] = problems(stack({ [key]: value }));
          assert.match(message ?? "", new RegExp(`^${key} is `));
          if (key !== "cloudflare.zone") assert.deepEqual(more, []);
        }
      });
    }
  }

  it("say by name which sites there are", () => {
    const [fault] = faults(production({ "datadog.site": "datadoghq.org" }));
    assert.match(fault?.allowed ?? "", /^datadoghq\.com, or us3\.datadoghq\.com, or /);
  });

  it("have defaults", () => {
    for (const stack of [production, staging]) {
      const config = parse(stack({ health: undefined, protect: undefined, variables: undefined }));
      assert.equal(config.vercel.target, "cname.vercel-dns.com");
      assert.deepEqual(config.health, HEALTH);
      assert.equal(config.protect, true);
      assert.deepEqual([config.variables, config.secrets], [{}, {}]);
      assert.equal("host" in config.datadog, false);
    }
    assert.deepEqual(parse(production({ health: {} })).health, HEALTH);
  });

  it("are read, an API host as its origin", () => {
    const config = parse(
      production({
        protect: "false",
        "vercel.team": "team_a1",
        "vercel.target": "target.example.net",
        "datadog.site": "us5.datadoghq.com",
        "datadog.host": "http://127.0.0.1:8126/",
      }),
    );
    assert.equal(config.protect, false);
    assert.deepEqual(config.vercel, {
      project: "shop",
      team: "team_a1",
      framework: "nextjs",
      target: "target.example.net",
      skewProtection: "12 hours",
    });
    assert.deepEqual(config.datadog, { site: "us5.datadoghq.com", host: "http://127.0.0.1:8126" });
  });
});
