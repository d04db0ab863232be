import assert from "node:assert/strict";
import { faults, parse, production, refusal, staging, type Stack } from "./stack.ts";

const PROXIED =
  /^turns on Cloudflare's proxy, behind which DNS cannot split visitors: .* whole locations/;
const MONITORING =
  /^names another monitoring tool than Datadog, whose monitors open and close the gate/;

describe("What cannot fit", () => {
  const cases: [key: string, value: unknown, result: RegExp, instead: RegExp][] = [
    ["cloudflare.proxied", true, PROXIED, /use Vercel's; or, .* Cloudflare Load Balancing/],
    ["cloudflare.proxy", "on", PROXIED, /no such key: the records are DNS only/],
    ["hosts.proxied", true, PROXIED, /no such key: the records are DNS only/],
    ["datadog.none", "we use Sentry", MONITORING, /no such key/],
    ["proxied", "true", PROXIED, /Cloudflare's cache and firewall go with the proxy/],
    ["newrelic", { account: 1 }, MONITORING, /Without Datadog nothing would stop a bad release/],
    ["newRelic", { account: 1 }, MONITORING, /OpenMetrics and OpenTelemetry/],
    ["prometheus", { url: "http://p" }, MONITORING, /Flagger or Argo Rollouts/],
    ["monitoring.prometheus", { url: "http://p" }, MONITORING, /Flagger or Argo Rollouts/],
    ["monitoring.provider", "newrelic", MONITORING, /no such key/],
  ];
  for (const [key, value, problem, instead] of cases) {
    for (const [named, stack] of [
      ["production", production],
      ["staging", staging],
    ] as const) {
      if (named === "staging" && /^(monitoring|hosts)\./.test(key)) continue;
      it(`is refused with why, what is lost and what to use instead: ${key} in ${named}`, () => {
        const [fault, ...more] = faults(stack({ [key]: value }));
        assert.deepEqual(more, []);
        assert.equal(fault?.key, key);
        assert.match(fault.problem, problem);
        assert.match(fault.allowed, instead);
        assert.deepEqual(fault.example, [
          `pulumi config rm ${key.includes(".") ? "--path " : ""}'${key}'`,
        ]);
      });
    }
  }

  it("is not Datadog, which is queried already", () => {
    const [fault] = faults(production({ "monitoring.provider": "datadog" }));
    assert.equal(fault?.allowed, "no such key: it is Datadog in any case");
  });

  it("says what it is beside other faults, and shows no value", () => {
    const stack: Stack = production({
      "cloudflare.proxied": true,
      newrelic: { key: "hunter2" },
      percentage: "25%",
    });
    const { message } = refusal(stack);
    for (const key of ["cloudflare.proxied", "newrelic", "percentage"])
      assert.match(message, new RegExp(`^${key.replace(".", "\\.")} `, "m"));
    assert.doesNotMatch(message, /hunter2/);
  });

  it("leaves a variable of the app alone that is named after one", () => {
    parse(production({ "variables.PROMETHEUS": "http://p" }));
  });
});
