import assert from "node:assert/strict";
import { parseState, type State } from "../../../cli/state.ts";
import { readingOf, type Learned } from "../../../cli/watch/reading.ts";
import type { DnsAnswer } from "../../../measure/dns.ts";
import type { ObservedMonitor } from "../../../measure/observe.ts";
import { rolling } from "../../rollout/build.ts";

const PROJECT = "urn:pulumi:production::canary::";

function stateAt(canary: number, record: unknown = rolling(25)): State {
  const weighted = (leg: string, weight: number) => ({
    urn: `${PROJECT}aws:route53/record:Record::traffic-${leg}`,
    type: "aws:route53/record:Record",
    inputs: { setIdentifier: leg },
    outputs: { setIdentifier: leg, weightedRoutingPolicies: [{ weight }] },
  });
  const alias = (role: string, name: string, deploymentId: string) => ({
    urn: `${PROJECT}vercel:index/alias:Alias::production-${role}`,
    type: "vercel:index/alias:Alias",
    outputs: { alias: name, deploymentId },
  });
  const { stable, canary: next } = rolling(25);
  const resources = [
    { urn: `${PROJECT}pulumi:pulumi:Stack::canary-production`, type: "pulumi:pulumi:Stack" },
    { urn: `${PROJECT}canary:index:Rollout::rollout`, type: "canary:index:Rollout" },
    alias("public", "www.example.com", stable.deployment),
    alias("canary", "canary-origin.example.com", next.deployment),
    alias("canary-host", "canary.example.com", next.deployment),
    weighted("stable", 100 - canary),
    weighted("canary", canary),
    {
      urn: `${PROJECT}pulumi:index:Stash::record`,
      type: "pulumi:index:Stash",
      inputs: { input: record },
    },
  ];
  return parseState({ deployment: { resources } }, "production");
}

const errorRate: ObservedMonitor = {
  measurement: { key: "error-rate", name: "Error rate", verdict: "open", observed: "0.2 %" },
  silent: false,
  details: [],
  value: "0.2 %",
  alerts: "above 5 %",
  recovered: 0,
  expected: {
    key: "error-rate",
    title: "Error rate",
    scope: "canary",
    comparesWithStable: false,
    unit: "%",
    declared: {
      query: "",
      thresholds: { critical: 5, warning: 1 },
      onMissingData: "default",
      requireFullWindow: false,
    },
  },
};
const silent: ObservedMonitor = {
  ...errorRate,
  silent: true,
  measurement: { ...errorRate.measurement, verdict: "inconclusive", observed: "no data" },
};

function observing(...monitors: readonly ObservedMonitor[]): Pick<Learned, "observed"> {
  const traffic = { ok: false, failed: "429 Too Many Requests" } as const;
  return { observed: { ok: true, value: { monitors: { ok: true, value: monitors }, traffic } } };
}

function read(more: Partial<Learned> = {}) {
  return readingOf({ project: "shop", state: stateAt(25), ...observing(errorRate), ...more });
}

function answer(server: string, targets: readonly string[], failed?: string): DnsAnswer {
  return { server, keeps: false, targets, failed };
}

describe("what ./canary watch shows of a stack", () => {
  it("is the state's weights, and the versions that the hosts serve", () => {
    const { weights, hosts, app, notices } = read();
    assert.deepEqual(weights, { stable: 75, canary: 25 });
    assert.deepEqual(hosts, {
      "www.example.com": "1.4.0",
      "canary-origin.example.com": "1.5.0",
      "canary.example.com": "1.5.0",
    });
    assert.equal(app.url, "https://www.example.com");
    assert.deepEqual(notices, []);
  });

  it("says where the weights are not what the record says", () => {
    const [drift = "", last = ""] = read({ state: stateAt(0) }).notices ?? [];
    assert.match(drift, /the canary has 0 % in the state and 25 % in the record/);
    assert.match(last, /^Nothing increases until that is repaired/);
  });

  it("leaves out of two parts of Datadog the one that is out of reach, and says why", () => {
    const { monitors, traffic, unknown, limits } = read();
    assert.deepEqual(traffic, []);
    assert.match(unknown?.traffic ?? "", /^Datadog's metrics are not known: 429 Too Many Requests/);
    assert.equal(unknown?.monitors, undefined);
    const [row] = monitors;
    assert.deepEqual([row?.state, row?.value, row?.alerts], ["OK", "0.2 %", "above 5 %"]);
    assert.deepEqual(limits.errors, { critical: 5, warning: 1 });
  });

  it("has no number at all where Datadog is out of reach", () => {
    const { monitors, traffic, limits, unknown } = read({
      observed: { ok: false, failed: "no API key is configured" },
    });
    assert.deepEqual([monitors, traffic, limits], [[], [], {}]);
    assert.match(unknown?.monitors ?? "", /are not known: no API key is configured/);
  });

  it("tells a canary without visitors from one whose data is missing", () => {
    const row = (record: object) =>
      read({ state: stateAt(25, record), ...observing(silent) }).monitors[0];
    const visited = row(rolling(25));
    assert.deepEqual(
      [visited?.state, visited?.idle, visited?.value],
      ["No Data", false, undefined],
    );
    assert.equal(row({ ...rolling(25), percentage: 0 })?.idle, true);
    // What the gate has where no request was counted.
    const none = { ...silent, measurement: { ...errorRate.measurement } };
    const away = stateAt(25, { ...rolling(25), percentage: 0 });
    const [unseen] = read({ state: away, ...observing(none) }).monitors;
    assert.deepEqual([unseen?.state, unseen?.idle], ["No Data", true]);
  });

  it("shows an answer that proves nothing as inconclusive, whatever it measures", () => {
    const muted = { ...silent, silent: false };
    assert.equal(read(observing(muted)).monitors[0]?.state, "Inconclusive");
  });

  it("names the monitor that recovered last, which a soak counts again from", () => {
    const later = {
      ...errorRate,
      measurement: { ...errorRate.measurement, name: "Redis memory" },
      recovered: 1_800_000_000,
    };
    assert.deepEqual(read(observing(errorRate, later)).recovery, {
      at: 1_800_000_000_000,
      title: "Redis memory",
    });
    assert.equal(read().recovery, undefined);
  });

  it("says where DNS leads by the servers that answer", () => {
    const looked = {
      stable: "cname.vercel-dns.com",
      canary: "d1.cloudfront.net",
      answers: [
        answer("ns-1", ["cname.vercel-dns.com"]),
        answer("ns-2", ["d1.cloudfront.net"]),
        answer("ns-3", [], "no answer"),
        // What a resolver keeps is no answer of now.
        { ...answer("this machine's", ["old.example.com"]), keeps: true },
      ],
    };
    assert.equal(read({ looked }).dns, "stable and canary (2 of 3 name servers)");
    const silent = { ...looked, answers: [answer("ns-1", [], "no answer")] };
    const { dns, unknown } = read({ looked: silent });
    assert.equal(dns, undefined);
    assert.match(unknown?.dns ?? "", /no name server of the zone answers here \(ns-1: no answer\)/);
  });

  it("says since when the state could not be read", () => {
    const stale = { since: new Date(), why: "the backend is gone" };
    assert.match(
      read({ stale }).unknown?.state ?? "",
      /cannot be read since \d\d:\d\d:\d\d, and what it says here is as old: the backend is gone$/,
    );
  });
});
