import type { RolloutRecord } from "../../rollout/record.ts";
import type { DatadogGateOptions } from "../datadog.ts";
import { monitorPage } from "./account.ts";
import type { Subject } from "./judgeMonitor.ts";
import { metricOf } from "./query.ts";

/**
 * The release that is rolled out, as monitors are judged for it.
 *
 * @param now Unix seconds
 */
export function subjectOf(
  options: Pick<DatadogGateOptions, "version" | "requests" | "site" | "host">,
  { canary }: RolloutRecord,
  now: number,
): Subject {
  const version = options.version(canary);
  return {
    tag: `version:${version}`,
    requests: metricOf(options.requests(version)),
    now,
    page: (id, group) => monitorPage(options, id, group),
  };
}
