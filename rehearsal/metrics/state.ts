import type { MonitorState } from "../datadogApi/index.ts";
import type { MonitorQuery } from "./query.ts";

/** Where a monitor's thresholds are. */
export interface Limits {
  readonly critical: number;
  readonly warning?: number | undefined;
}

/** The state that a value puts a monitor into. */
export function stateOf(
  value: number,
  comparator: MonitorQuery["comparator"],
  { critical, warning }: Limits,
): MonitorState {
  const beyond = (limit: number | undefined) => {
    if (limit === undefined) return false;
    if (comparator === "<") return value < limit;
    return comparator === ">" ? value > limit : value >= limit;
  };
  return beyond(critical) ? "Alert" : beyond(warning) ? "Warn" : "OK";
}

/**
 * What a group without data is: with `default` a query that counts is held at 0, and any other shows
 * No Data. https://docs.datadoghq.com/monitors/configuration/#no-data
 */
export function withoutData(
  onMissingData: string | undefined,
  { reduce }: Pick<MonitorQuery, "reduce">,
): MonitorState | "held at 0" {
  switch (onMissingData) {
    case "resolve":
      return "OK";
    case "show_no_data":
    case "show_and_notify_no_data":
      return "No Data";
    case "default":
      return reduce === "sum" ? "held at 0" : "No Data";
    default:
      throw new Error(
        `the rehearsal cannot evaluate a monitor whose onMissingData is ${onMissingData ?? "absent"}: set one of resolve, show_no_data, show_and_notify_no_data and default`,
      );
  }
}
