import { circumstancesOf } from "../../rollout/circumstances.ts";
import { monitorsOf, type MonitorSpec } from "../../rollout/monitors.ts";
import { monitorTags } from "../../rollout/tags.ts";
import { isUnreadable } from "../../rollout/record.ts";
import type { DeclaredProduction } from "./policy.ts";
import { listOf, ofType, type Resource } from "./resources.ts";

export const MONITOR = "datadog:index/monitor:Monitor";
/** Datadog makes a monitor of each synthetic test. */
export const CHECK = "datadog:index/syntheticsTest:SyntheticsTest";

/** The monitors that the stack must have, for what it watches. */
export function expectedMonitors({ config, record }: DeclaredProduction): readonly MonitorSpec[] {
  const releases = record === undefined || isUnreadable(record) ? config.releases : record;
  const { hosts, lacking, monitoring } = config;
  const { others } = hosts;
  return monitorsOf(circumstancesOf({ signal: monitoring.signal, releases, lacking, others }));
}

/** What is declared under a monitor's key, found as the gate finds it: by its tags. */
export function declaredAs({ resources, stack }: DeclaredProduction, key: string): Resource[] {
  return [...ofType(resources, MONITOR), ...ofType(resources, CHECK)].filter((resource) => {
    const tags = listOf(resource, "tags");
    return monitorTags(stack, key).every((tag) => tags.includes(tag));
  });
}
