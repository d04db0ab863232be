import type { MonitorShape } from "./shape.ts";

const ALLOWED = ["default", "show_no_data", "show_and_notify_no_data", "resolve"];
const WITHOUT = ["composite", "service check", "slo alert"];

/** Minutes: a day. */
const MOST_TIMEFRAME = 1440;

/**
 * What a monitor does without data. The provider refuses the old options beside the new one
 * (https://github.com/DataDog/terraform-provider-datadog/pull/1535); the API says where the new one
 * is taken (https://docs.datadoghq.com/monitors/guide/on_missing_data/).
 */
export function* faultsOfSilence(monitor: MonitorShape) {
  const { type, query, onMissingData, notifyNoData, noDataTimeframe, timeoutH } = monitor;
  if (noDataTimeframe !== undefined) yield* faultsOfTimeframe(monitor, noDataTimeframe);
  if (onMissingData === undefined) return;
  if (!ALLOWED.includes(onMissingData)) {
    yield `onMissingData "${onMissingData}" is none of ${ALLOWED.join(", ")}`;
  }
  if (notifyNoData !== undefined || noDataTimeframe !== undefined) {
    yield "onMissingData stands beside notifyNoData or noDataTimeframe";
  }
  if (WITHOUT.includes(type)) yield `onMissingData is not for the type ${type}`;
  if (onMissingData === "resolve" && timeoutH) {
    yield `onMissingData "resolve" stands beside timeoutH ${timeoutH}`;
  }
  // https://github.com/DataDog/documentation/pull/39238: such a query is always evaluated as zero.
  if (/\bdefault_zero\(/.test(query) && onMissingData !== "default") {
    yield `onMissingData "${onMissingData}" stands beside default_zero in the query`;
  }
}

function* faultsOfTimeframe({ type, query }: MonitorShape, timeframe: number) {
  if (type === "log alert") yield "noDataTimeframe is not for the type log alert";
  if (timeframe > MOST_TIMEFRAME) yield `noDataTimeframe ${timeframe} is more than a day`;
  const [, amount, unit = ""] = /\(last_(\d+)([mhd])\)/.exec(query) ?? [];
  const window = Number(amount) * ({ m: 1, h: 60, d: 1440 }[unit] ?? Number.NaN);
  if (timeframe < 2 * window && 2 * window <= MOST_TIMEFRAME) {
    yield `noDataTimeframe ${timeframe} is less than twice the window of ${window} minutes`;
  }
}
