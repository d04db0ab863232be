import { shapesOf } from "../../../components/monitoring/shapes.ts";
import policy from "../../../policies/monitoring/alertThresholds.ts";
import { monitors, thresholds } from "../../components/monitoring/given.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without, type Given } from "../judged.ts";

const monitor = (key: string) => being("datadog:index/monitor:Monitor", `monitoring-${key}`);
const changed = (key: string, change: Record<string, unknown>): Given => ({
  resources: changing(monitor(key), change),
});
const at = (key: string, query: string, warning: string, critical: string) =>
  changed(key, { query, monitorThresholds: { warning, critical } });

const RATE = "sum(last_5m):sum:trace.http.server.request.errors{env:production}.as_count()";
const TIME = "percentile(last_5m):p95:trace.http.server.request{env:production}";

/** The monitors as they are made, by another signal and with other numbers. */
function made(
  signal: "apm" | "logs",
  over: Partial<typeof thresholds>,
): NonNullable<Given["resources"]> {
  const circumstances = { ...monitors.circumstances, signal };
  const shapes = shapesOf({ ...monitors, circumstances, thresholds: { ...thresholds, ...over } });
  return (sound) =>
    sound.map((one) => {
      const threshold = shapes.find(([key]) => monitor(key)(one));
      return threshold ? { ...one, props: { ...threshold[1] } } : one;
    });
}

/** Response times that may be slower, until a time. */
function slower(expires: string, by = "Ada"): Given {
  const latency = { warning: 600, critical: 700 };
  const latencyRatio = { warning: 2, critical: 3 };
  const items = ["alert-latency-warn-200", "alert-latency-crit-500", "trig-latency-2x"];
  return {
    resources: made("apm", { latency, latencyRatio }),
    config: {
      approvers: ["Ada"],
      exemptions: items.map((item) => ({ item, by, reason: "it is slow", expires })),
      "thresholds.latency": latency,
      "thresholds.latencyRatio": latencyRatio,
    },
  };
}

describePolicy(
  policy,
  [
    [
      "a slower shop whose exemption expired",
      slower("2026-01-31T11:00:00Z"),
      /latency has critical at 700 ms, 500 ms at most/,
    ],
    [
      "a canary that may be slower by nobody who may say so",
      slower("2026-02-28T00:00:00Z", "Mallory"),
      /latency-ratio has critical at 3, 2 at most/,
    ],
    [
      "a monitor that is looser than what is exempt",
      { ...slower("2026-02-28T00:00:00Z"), ...at("latency", `${TIME} > 0.8`, "0.6", "0.8") },
      /latency has critical at 800 ms, 700 ms at most/,
    ],
    [
      "an error rate that warns late",
      at("error-rate", `${RATE} > 5`, "2", "5"),
      /error-rate has warning at 2, 1 at most/,
    ],
    [
      "an error rate that is critical late",
      at("error-rate", `${RATE} > 6`, "1", "6"),
      /error-rate has critical at 6, 5 at most/,
    ],
    [
      "an error rate that never warns",
      changed("error-rate", { monitorThresholds: { critical: "5" } }),
      /error-rate has warning at no number/,
    ],
    [
      "a query that asks for another number than it says",
      at("error-rate", `${RATE} > 50`, "1", "5"),
      /compares with 50 in its query, and says that it is critical at 5/,
    ],
    [
      "an alert on what is below",
      at("error-rate", `${RATE} < 5`, "1", "5"),
      /does not alert on what is above a number/,
    ],
    [
      "a latency in milliseconds, of what is in seconds",
      at("latency", `${TIME} > 500`, "200", "500"),
      /latency has critical at 500000 ms, 500 ms at most/,
    ],
    [
      "a latency that warns late",
      at("latency", `${TIME} > 0.5`, "0.25", "0.5"),
      /latency has warning at 250 ms, 200 ms at most/,
    ],
    [
      "a percentile of what has none",
      at("latency", `${TIME.replace("request{", "request.duration{")} > 0.5`, "0.2", "0.5"),
      /queries no percentile of a time that can be read here/,
    ],
    [
      "a stack without one",
      { resources: without(monitor("latency")) },
      /there is no monitor latency/,
    ],
    [
      "a monitor that the gate would not find",
      changed("latency", { tags: ["canary_monitor:latency"] }),
      /there is no monitor latency/,
    ],
    [
      "a canary that may be three times as slow",
      changed("latency-ratio", {
        query: "avg(last_5m):p95:trace.a{version:2} / p95:trace.a{version:1} > 3",
        monitorThresholds: { warning: "1.5", critical: "3" },
      }),
      /latency-ratio has critical at 3, 2 at most/,
    ],
    [
      "database errors that are exempted",
      changed("database-errors", {
        query: "sum(last_5m):sum:trace.postgresql.query.errors{*}.as_count() > 10",
        monitorThresholds: { critical: "10" },
      }),
      /database-errors has critical at 10, 0 at most/,
    ],
    [
      "database errors that wake nobody",
      changed("database-errors", { priority: "2" }),
      /database-errors does not page/,
    ],
    [
      "Redis errors that wake nobody",
      changed("redis-errors", { priority: "2" }),
      /redis-errors does not/,
    ],
    [
      "a silent Redis that wakes nobody",
      changed("redis-command-time", { onMissingData: "show_no_data" }),
      /redis-command-time is silent without data/,
    ],
    [
      "thresholds that are not known yet",
      changed("error-rate", { monitorThresholds: { warning: "1", critical: UNKNOWN } }),
      /cannot be judged: monitorThresholds\.critical is not known yet/,
    ],
  ],
  [
    ["no comparison, where it may not be there", { resources: without(monitor("latency-ratio")) }],
    ["a slower shop while its exemption counts", slower("2026-02-28T00:00:00Z")],
    [
      "a slower shop whose exemption counted when the record was made",
      { ...slower("2026-02-28T00:00:00Z"), clock: "2026-06-01T00:00:00.000Z" },
    ],
    ["stricter ones", { resources: made("apm", { errorRate: { warning: 0.5, critical: 2 } }) }],
    [
      "those of logs, in milliseconds",
      { resources: made("logs", {}), config: { "monitoring.signal": "logs" } },
    ],
  ],
);
