import assert from "node:assert/strict";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as d from "./datadogSamples.ts";
import { accepts, refuses, type Case } from "./refusal.ts";
import { stand, type Stand } from "./stand.ts";

const query = "sum(last_5m):sum:shop.errors{*}.as_count() > 5";

function created(type: string, inputs: Properties): (clouds: Stand) => Promise<unknown> {
  return (clouds) => clouds.create(type, inputs);
}

function refused(it: string, type: string, inputs: Properties, says: RegExp): Case {
  return { it, when: created(type, inputs), says };
}

refuses("Datadog", [
  refused(
    "another threshold than the query's",
    d.MONITOR,
    d.monitor({ monitorThresholds: { critical: "6" } }),
    /^error creating monitor: 400 Bad Request: .*Alert threshold \(6\) does not match .*\(5\)\./,
  ),
  {
    it: "the same in an update",
    when: async (clouds) => {
      const { id } = await clouds.create(d.MONITOR, d.monitor());
      return clouds.update(d.MONITOR, id, d.monitor({ monitorThresholds: { critical: "6" } }));
    },
    says: /^error updating monitor: 400 Bad Request: .*does not match/,
  },
  refused(
    "a warning alone",
    d.MONITOR,
    d.monitor({ monitorThresholds: { warning: "1" } }),
    /Alert status is required\./,
  ),
  refused(
    "a warning that is not below",
    d.MONITOR,
    d.monitor({ monitorThresholds: { warning: "5", critical: "5" } }),
    /Warning threshold \(5\) must be less than the alert threshold \(5\) with > comparison/,
  ),
  refused(
    "a warning that is not above",
    d.MONITOR,
    d.monitor({
      query: query.replace(">", "<"),
      monitorThresholds: { warning: "4", critical: "5" },
    }),
    /must be greater than the alert threshold \(5\) with < comparison/,
  ),
  refused(
    "a recovery beyond its threshold",
    d.MONITOR,
    d.monitor({ monitorThresholds: { critical: "5", criticalRecovery: "6" } }),
    /simultaneously in alert and alert recovery states/,
  ),
  refused(
    "a delay of new groups without groups",
    d.MONITOR,
    d.monitor({ query, newGroupDelay: 60 }),
    /new_group_delay option can only be used for multi-alert monitors/,
  ),
  refused(
    "missing data beside default_zero",
    d.MONITOR,
    d.monitor({
      query: "sum(last_5m):default_zero(sum:shop.errors{*}) > 5",
      onMissingData: "show_no_data",
    }),
    /Invalid monitor option: on_missing_data/,
  ),
  refused(
    "a query without a window",
    d.MONITOR,
    d.monitor({ query: "sum:shop.errors{*} > 5" }),
    /parameter 'query' is invalid/,
  ),
  refused(
    "another interval of reminders",
    d.MONITOR,
    d.monitor({ renotifyInterval: 15 }),
    /Invalid renotify_interval: 15/,
  ),
  refused(
    "fewer checks than a threshold",
    d.MONITOR,
    d.monitor({
      type: "service check",
      query: '"redis.can_connect".over("*").by("host").last(2).count_by_status()',
      monitorThresholds: { critical: "3" },
    }),
    /Last field should be larger than or equal to max threshold/,
  ),
  refused(
    "a test of nothing",
    d.TEST,
    d.test({ assertions: [] }),
    /'assertions' should not be empty/,
  ),
  refused(
    "a flow of nothing",
    d.TEST,
    d.test({ subtype: "multi", assertions: undefined }),
    /'steps' should not be empty/,
  ),
  refused(
    "a flow with a step that asserts nothing",
    d.TEST,
    d.test({ subtype: "multi", apiSteps: [{ name: "one" }] }),
    /'assertions' should not be empty/,
  ),
  refused(
    "too many retries",
    d.TEST,
    d.test({ optionsList: { tickEvery: 60, retry: { count: 4, interval: 1 } } }),
    /'options\.retry' is out of range/,
  ),
  refused(
    "failures at more places than there are",
    d.TEST,
    d.test({ optionsList: { tickEvery: 60, minLocationFailed: 2 } }),
    /should not be greater than the number of locations/,
  ),
  refused(
    "an objective of all",
    d.OBJECTIVE,
    d.objective({ thresholds: [{ timeframe: "30d", target: 100 }] }),
    /Invalid target 100/,
  ),
  refused(
    "a warning below the objective",
    d.OBJECTIVE,
    d.objective({ thresholds: [{ timeframe: "30d", target: 99, warning: 98 }] }),
    /Warning threshold 98 must be greater than target 99/,
  ),
  refused(
    "an objective without a query",
    d.OBJECTIVE,
    d.objective({ query: undefined }),
    /Metric SLO must have a query/,
  ),
  refused(
    "another tag than a team's on a dashboard",
    d.DASHBOARD,
    d.dashboard({ tags: ["env:production"] }),
    /Only tags in the form team:<name>/,
  ),
  refused(
    "a reflow of what is laid out freely",
    d.DASHBOARD,
    d.dashboard({ layoutType: "free", reflowType: "auto" }),
    /reflow_type is only for ordered/,
  ),
  refused(
    "a distribution of nothing",
    d.LOGS_METRIC,
    d.logsMetric({ compute: { aggregationType: "distribution" } }),
    /compute\.path is required/,
  ),
  refused(
    "a count of a value",
    d.LOGS_METRIC,
    d.logsMetric({ compute: { aggregationType: "count", path: "@a" } }),
    /compute\.path is not for count/,
  ),
  {
    it: "a metric's name twice",
    when: async (clouds) => {
      await clouds.create(d.LOGS_METRIC, d.logsMetric(), "first");
      return clouds.create(d.LOGS_METRIC, d.logsMetric(), "second");
    },
    says: /409 Conflict.*Metric with name shop\.requests already exists/,
  },
]);

refuses("Vercel", [
  refused(
    "a drain of no project's logs",
    d.LOG_DRAIN,
    d.logDrain("none"),
    /Could not find project/,
  ),
  refused(
    "a drain of no project's traces",
    d.TRACE_DRAIN,
    d.traceDrain("none"),
    /Could not find project/,
  ),
]);

accepts("Datadog", {
  "a delay of new groups where there are groups": created(
    d.MONITOR,
    d.monitor({ newGroupDelay: 60 }),
  ),
  "two monitors of one name": async (clouds) => {
    await clouds.create(d.MONITOR, d.monitor(), "first");
    return clouds.create(d.MONITOR, d.monitor(), "second");
  },
  "a change of a metric made from logs": async (clouds) => {
    const { id } = await clouds.create(d.LOGS_METRIC, d.logsMetric());
    return clouds.update(d.LOGS_METRIC, id, d.logsMetric({ filter: { query: "*" } }));
  },
});

describe("Datadog", () => {
  it("gives a test's monitor a number of its own", async () => {
    const clouds = stand();
    const ids = await Promise.all(
      ["one", "two"].map((name) => clouds.create(d.TEST, d.test(), name)),
    );
    const [one, two] = ids.map(({ outputs }) => outputs["monitorId"]);
    assert.equal(typeof one, "number");
    assert.notEqual(one, two);
  });

  const bad: [what: string, type: string, inputs: Properties, property: string][] = [
    ["a monitor without a message", d.MONITOR, d.monitor({ message: undefined }), "message"],
    ["a monitor of an unknown type", d.MONITOR, d.monitor({ type: "metrics" }), "type"],
    [
      "a threshold that is not text",
      d.MONITOR,
      d.monitor({ monitorThresholds: { critical: 5 } }),
      "monitorThresholds.critical",
    ],
    [
      "silence set twice",
      d.MONITOR,
      d.monitor({ onMissingData: "resolve", notifyNoData: true }),
      "onMissingData",
    ],
    ["a test from nowhere", d.TEST, d.test({ locations: [] }), "locations"],
    [
      "a test too often",
      d.TEST,
      d.test({ optionsList: { tickEvery: 10 } }),
      "optionsList.tickEvery",
    ],
    ["an objective of nothing", d.OBJECTIVE, d.objective({ thresholds: [] }), "thresholds"],
    [
      "a widget of two kinds",
      d.DASHBOARD,
      d.dashboard({ widgets: [{ aDefinition: {}, bDefinition: {} }] }),
      "widgets[0]",
    ],
    ["a pipeline of all logs", d.PIPELINE, d.pipeline({ filters: [] }), "filters"],
    ["a drain of nothing", d.LOG_DRAIN, d.logDrain("p", { sources: [] }), "sources"],
  ];
  for (const [what, type, inputs, property] of bad) {
    it(`names ${what}`, () => {
      const { failures } = stand().of(type).check(type, inputs);
      assert.deepEqual(
        failures.map((one) => one.property),
        [property],
      );
    });
  }
});
