import { beyond, quantity } from "../measure/datadog/text.ts";
import { readQuery } from "../measure/datadog/query.ts";
import { comparison } from "../rollout/comparison.ts";
import { monitorsOf, type MonitorSpec } from "../rollout/monitors.ts";
import type { MonitorRow } from "./snapshot.ts";

const SPECS: ReadonlyMap<string, MonitorSpec> = new Map(
  monitorsOf({ signal: "apm", twoReleases: true, lacking: {} }).map((spec) => [spec.key, spec]),
);

/** What a monitor of traces measures and when it alerts, each in its unit. */
export function inUnits(
  key: string | undefined,
  query: string,
  value: number | undefined,
): Pick<MonitorRow, "value" | "alerts"> {
  const unit = SPECS.get(key ?? "")?.unit;
  const { comparator } = readQuery(query);
  const limit = comparison(query)?.value;
  return {
    value: value === undefined ? undefined : quantity(value, unit),
    alerts:
      comparator === undefined || limit === undefined
        ? undefined
        : beyond(comparator, quantity(limit, unit)),
  };
}
