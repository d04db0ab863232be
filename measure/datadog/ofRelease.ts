import type { Measurement } from "../../rollout/gate.ts";
import { within, type Answer } from "../limit.ts";
import { monitorPage } from "./account.ts";
import { askMonitors, type MonitorsQuery } from "./askMonitors.ts";

/**
 * What a stack's monitors say now of a release that everyone is on, by its `version` tag. Never
 * rejects, and ends within so many seconds.
 */
export function measureRelease(
  query: MonitorsQuery,
  version: string,
  seconds: number,
): Promise<Answer<readonly Measurement[]>> {
  const subject = {
    tag: `version:${version}`,
    requests: undefined,
    now: Math.floor(Date.now() / 1000),
    page: (id: number, group?: string) => monitorPage(query, id, group),
  };
  return within(seconds, async (limit) => {
    const judged = await askMonitors(query, subject, limit);
    return judged.ok
      ? { ok: true, value: judged.value.map(({ measurement }) => measurement) }
      : judged;
  });
}
