import assert from "node:assert/strict";
import type { MonitorShape } from "../../../components/monitoring/shape.ts";
import { faultsOfMonitor } from "../../../components/monitoring/validate.ts";

const rate = "sum(last_5m):sum:shop.errors{*} by {version}.as_count()";

/** A monitor that Datadog takes, with what a test is about. */
function monitor(own: Partial<MonitorShape> = {}): MonitorShape {
  return {
    name: "Errors",
    type: "query alert",
    query: `${rate} > 5`,
    message: "See {{version.name}}.",
    monitorThresholds: { warning: "1", critical: "5" },
    ...own,
  };
}

const simple = {
  query: "avg(last_5m):avg:shop.cpu{*} > 90",
  message: "",
  monitorThresholds: { critical: "90" },
};
const below = { query: `${rate} < 5`, monitorThresholds: { warning: "9", critical: "5" } };
const check = {
  type: "service check",
  query: '"redis.can_connect".over("env:production").by("redis_host").last(4).count_by_status()',
  message: "",
  monitorThresholds: { ok: "2", warning: "1", critical: "3", unknown: "2" },
};
const logs = {
  type: "log alert",
  query: 'logs("service:shop").index("*").rollup("count").by("@code").last("5m") > 5',
  message: "",
  monitorThresholds: { critical: "5" },
};
const slo = {
  type: "slo alert",
  query: 'error_budget("abc").over("7d") > 75',
  message: "",
  monitorThresholds: { critical: "75" },
};

const thresholds = (own: MonitorShape["monitorThresholds"]) => ({
  monitorThresholds: { critical: "5", ...own },
});

const refused: [what: string, own: Partial<MonitorShape>, message: RegExp][] = [
  ["a name that begins with a space", { name: " Errors" }, /name is empty or begins/],
  ["no name", { name: "" }, /name is empty/],
  ["an unknown type", { type: "metrics alert" }, /type "metrics alert" is none/],
  ["a priority out of range", { priority: "6" }, /priority "6"/],
  ["an unknown draft status", { draftStatus: "live" }, /draftStatus "live"/],
  [
    "a variable of no group",
    { message: "{{host.name}}" },
    /\{\{host\.name\}\}.*does not group by host/,
  ],
  ["a query without a comparison", { query: rate }, /does not end with a comparison/],
  ["a query without a window", { query: "sum:a{*} by {version} > 5" }, /no window/],
  ["a window of an unknown unit", { query: "sum(last_5x):sum:a{*} by {version} > 5" }, /no window/],
  [
    "a window too long in minutes",
    { query: "sum(last_10081m):sum:a{*} by {version} > 5" },
    /no window/,
  ],
  [
    "a window too long in hours",
    { query: "sum(last_169h):sum:a{*} by {version} > 5" },
    /no window/,
  ],
  ["a window of two days", { query: "sum(last_2d):sum:a{*} by {version} > 5" }, /no window/],
  ["a window of nothing", { query: "sum(last_0m):sum:a{*} by {version} > 5" }, /no window/],
  [
    "a percentile of a gauge",
    { ...simple, query: "avg(last_5m):p95:trace.web.request.duration{*} > 5", ...thresholds({}) },
    /a gauge/,
  ],
  [
    "milliseconds for a trace",
    {
      ...simple,
      query: "percentile(last_5m):p95:trace.web.request{*} > 500",
      ...thresholds({ critical: "500" }),
    },
    /in seconds/,
  ],
  [
    "another threshold than the query's",
    thresholds({ critical: "6" }),
    /critical 6 is not the query's 5/,
  ],
  [
    "a warning without critical",
    { monitorThresholds: { warning: "1" } },
    /a warning without critical/,
  ],
  ["a threshold that is no number", thresholds({ warning: "1 %" }), /"1 %" is not a number/],
  ["an empty threshold", thresholds({ warning: "" }), /"" is not a number/],
  [
    "a warning as high as critical",
    thresholds({ warning: "5" }),
    /warning 5 is not less than critical/,
  ],
  [
    "a warning as low as critical, below",
    { ...below, ...thresholds({ warning: "5" }) },
    /warning 5 is not more than critical/,
  ],
  [
    "a recovery at critical",
    thresholds({ criticalRecovery: "5" }),
    /criticalRecovery 5 is not less/,
  ],
  [
    "a recovery above the warning",
    thresholds({ warning: "1", warningRecovery: "2" }),
    /warningRecovery 2 is not less than warning 1/,
  ],
  [
    "a recovery below critical, below",
    { ...below, monitorThresholds: { ...below.monitorThresholds, criticalRecovery: "4" } },
    /criticalRecovery 4 is not more/,
  ],
  ["a threshold for ok on a metric", thresholds({ ok: "1" }), /ok is for service checks/],
  ["a threshold for unknown on a metric", thresholds({ unknown: "1" }), /unknown is for service/],
  [
    "half a check",
    { ...check, monitorThresholds: { ...check.monitorThresholds, ok: "1.5" } },
    /ok 1\.5 is not a whole number/,
  ],
  [
    "fewer checks than the highest threshold",
    { ...check, query: check.query.replace("last(4)", "last(2)") },
    /\.last\(2\) is not between the highest threshold \(3\) and 100/,
  ],
  [
    "more than 100 checks",
    { ...check, query: check.query.replace("last(4)", "last(101)") },
    /\.last\(101\) is not between/,
  ],
  [
    "a check over nothing",
    { ...check, query: check.query.replace(/\.over\("[^"]*"\)/, ".over()") },
    /needs \.over/,
  ],
  [
    "a check by nothing",
    { ...check, query: check.query.replace(/\.by\("[^"]*"\)/, "") },
    /needs \.by/,
  ],
  ["an SLO that compares below", { ...slo, query: slo.query.replace(">", "<") }, /> and >= alone/],
  ["an SLO over another time", { ...slo, query: slo.query.replace("7d", "1d") }, /7d, 30d or 90d/],
  [
    "single quotes in a log query",
    { ...logs, query: logs.query.replaceAll('"*"', "'*'") },
    /single quotes/,
  ],
  ["a log window too long", { ...logs, query: logs.query.replace("5m", "3d") }, /2880 minutes/],
  ["a log window of nothing", { ...logs, query: logs.query.replace("5m", "0m") }, /2880 minutes/],
  [
    "silence set twice",
    { onMissingData: "show_no_data", notifyNoData: true },
    /stands beside notifyNoData/,
  ],
  [
    "silence with a time of its own",
    { onMissingData: "show_no_data", noDataTimeframe: 10 },
    /noDataTimeframe/,
  ],
  ["an unknown kind of silence", { onMissingData: "ok" }, /"ok" is none of/],
  [
    "the new silence on a check",
    { ...check, onMissingData: "show_no_data" },
    /not for the type service check/,
  ],
  [
    "the new silence on an SLO",
    { ...slo, onMissingData: "show_no_data" },
    /not for the type slo alert/,
  ],
  [
    "the new silence on a composite",
    {
      type: "composite",
      query: "1 || 2",
      message: "",
      monitorThresholds: {},
      onMissingData: "default",
    },
    /not for the type composite/,
  ],
  [
    "resolving twice",
    { onMissingData: "resolve", timeoutH: 1 },
    /"resolve" stands beside timeoutH 1/,
  ],
  [
    "silence beside default_zero",
    {
      query: "sum(last_5m):default_zero(sum:a{*} by {version}) > 5",
      onMissingData: "show_no_data",
    },
    /beside default_zero/,
  ],
  ["a time of silence on logs", { ...logs, noDataTimeframe: 10 }, /not for the type log alert/],
  [
    "a time of silence shorter than two windows",
    { noDataTimeframe: 9 },
    /less than twice the window/,
  ],
  ["a time of silence longer than a day", { noDataTimeframe: 1441 }, /more than a day/],
  [
    "a delay of new groups without groups",
    { ...simple, newGroupDelay: 60 },
    /for a query that groups/,
  ],
  ["notification by what is no group", { notifyBies: ["host"] }, /notifyBies/],
  ["notification by all groups", { notifyBies: ["version"] }, /notifyBies/],
  ["another interval of reminders", { renotifyInterval: 15 }, /renotifyInterval 15/],
  [
    "a reminder of ok",
    { renotifyInterval: 10, renotifyStatuses: ["ok"] },
    /renotifyStatuses has ok/,
  ],
  ["statuses without an interval", { renotifyStatuses: ["alert"] }, /need a renotifyInterval/],
  ["occurrences without an interval", { renotifyOccurrences: 3 }, /need a renotifyInterval/],
  ["an escalation without an interval", { escalationMessage: "!" }, /need a renotifyInterval/],
  ["a timeout of more than a day", { timeoutH: 25 }, /timeoutH 25/],
  ["half an hour of timeout", { timeoutH: 0.5 }, /timeoutH 0\.5/],
  ["groups of a metric kept", { groupRetentionDuration: "2h" }, /for monitors on events/],
  ["groups kept too shortly", { ...logs, groupRetentionDuration: "30m" }, /1h to 72h/],
  ["groups kept too long", { ...logs, groupRetentionDuration: "4d" }, /1h to 72h/],
];

describe("a monitor is refused for", () => {
  for (const [what, own, message] of refused) {
    it(what, () => {
      const faults = faultsOfMonitor(monitor(own));
      assert.equal(faults.length, 1, faults.join("; "));
      assert.match(faults[0] ?? "", message);
    });
  }

  it("all its faults at once", () => {
    assert.equal(faultsOfMonitor(monitor({ name: "", priority: "9", timeoutH: -1 })).length, 3);
  });
});

describe("a monitor is taken", () => {
  const taken: Record<string, Partial<MonitorShape>> = {
    "as it is": {},
    "of one group": simple,
    "that compares below": below,
    "of a service check": { ...check, notifyNoData: true, noDataTimeframe: 10 },
    "on logs": { ...logs, groupRetentionDuration: "2h", onMissingData: "default" },
    "on an SLO": slo,
    "of others": { type: "composite", query: "1 || 2", message: "", monitorThresholds: {} },
    "with default_zero, which counts as 0": {
      query: "sum(last_5m):default_zero(sum:a{*} by {version}) > 5",
      onMissingData: "default",
    },
    "by some of its groups": {
      query: "sum(last_5m):sum:a{*} by {version,host} > 5",
      notifyBies: ["version"],
    },
    "by all of it": { notifyBies: ["*"] },
    "with recoveries": thresholds({ warning: "1", criticalRecovery: "3", warningRecovery: "0.8" }),
    "on a trace's ratio, which has no unit": {
      ...simple,
      query: "avg(last_5m):p95:trace.a{version:1} / p95:trace.a{version:2} > 12",
      monitorThresholds: { critical: "12" },
    },
  };
  for (const [what, own] of Object.entries(taken)) {
    it(what, () => {
      assert.deepEqual(faultsOfMonitor(monitor(own)), []);
    });
  }
});
