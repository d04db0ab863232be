import type { RolloutRecord } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import { monitorPage, type Account } from "./account.ts";
import type { Subject } from "./judgeMonitor.ts";
import { metricOf } from "./query.ts";

/** How releases are distinguished at Datadog. */
export interface ReleaseQueries {
  /** The value of the `version` tag that distinguishes a release at Datadog. */
  readonly version: (release: Release) => string;
  /**
   * The metric query that counts the requests of a release, by that value:
   * `sum:trace.next.request.hits{env:production,service:shop,version:1.5.0}.as_count()`.
   */
  readonly requests: (version: string) => string;
}

/**
 * The release that is rolled out, as monitors are judged for it.
 *
 * @param now Unix seconds
 */
export function subjectOf(
  options: ReleaseQueries & Pick<Account, "site" | "host">,
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
