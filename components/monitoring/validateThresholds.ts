import { comparison, type MonitorShape, type ThresholdName } from "./shape.ts";

/**
 * Thresholds against each other and against the query. What Datadog answers is in
 * https://github.com/DataDog/datadog-operator/issues/2106 (the first two), in grosser/kennel's
 * monitor model (warning), and in datadog-api-client-typescript#754 (recovery).
 */
export function* faultsOfThresholds(monitor: MonitorShape) {
  const { type, monitorThresholds: given = {} } = monitor;
  for (const [name, value] of Object.entries(given)) {
    if (value.trim() === "" || !Number.isFinite(Number(value))) {
      yield `monitorThresholds.${name} "${value}" is not a number`;
    } else if (type === "service check" && !Number.isInteger(Number(value))) {
      yield `monitorThresholds.${name} ${value} is not a whole number of checks`;
    }
    if ((name === "ok" || name === "unknown") && type !== "service check") {
      yield `monitorThresholds.${name} is for service checks`;
    }
  }
  const of = (name: ThresholdName) => {
    const value = given[name];
    return value === undefined ? undefined : Number(value);
  };
  if (of("warning") !== undefined && of("critical") === undefined) {
    yield "monitorThresholds has a warning without critical";
  }
  if (type === "service check" || type === "composite") return;
  const requested = comparison(monitor);
  const critical = of("critical");
  if (!Object.values(given).every((value) => Number.isFinite(Number(value)))) return;
  if (!requested || critical === undefined) return;
  if (requested.value !== critical) {
    yield `monitorThresholds.critical ${critical} is not the query's ${requested.value}`;
  }
  yield* faultsOfOrder(requested.operator, critical, of);
}

/** Warning comes first, and recovery is on the side where all is well. */
function* faultsOfOrder(
  operator: string,
  critical: number,
  of: (name: ThresholdName) => number | undefined,
) {
  const alertsAbove = operator.startsWith(">");
  if (!alertsAbove && !operator.startsWith("<")) return;
  const isSafer = (one: number, other: number) => (alertsAbove ? one < other : one > other);
  const side = alertsAbove ? "less" : "more";
  const warning = of("warning");
  if (warning !== undefined && !isSafer(warning, critical)) {
    yield `monitorThresholds.warning ${warning} is not ${side} than critical ${critical}`;
  }
  const recoveries = [
    ["criticalRecovery", "critical", critical],
    ["warningRecovery", "warning", warning],
  ] as const;
  for (const [name, from, limit] of recoveries) {
    const recovery = of(name);
    if (recovery !== undefined && limit !== undefined && !isSafer(recovery, limit)) {
      yield `monitorThresholds.${name} ${recovery} is not ${side} than ${from} ${limit}`;
    }
  }
}
