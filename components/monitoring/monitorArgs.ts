import type { MonitorSpec } from "../../rollout/monitors.ts";
import { monitorTags, tagValue } from "../../rollout/tags.ts";
import { routeTags, type Recipients } from "../../rollout/routing.ts";
import type { Definition, Watched } from "./definition.ts";
import { messageOf, runbookOf } from "./message.ts";
import type { MonitorShape } from "./shape.ts";

export interface MonitorArgsOf {
  /** The stack, `project/stack`, e.g. `canary/production`. */
  readonly stack: string;
  readonly watched: Watched;
  /** The runbook's address; a monitor's key is an anchor in it. Absent where there is none. */
  readonly runbookUrl?: string | undefined;
  /** Who is notified of recoveries beside those who are notified of everything; nobody where absent. */
  readonly recipients?: Recipients | undefined;
}

const SILENCE = {
  notify: "show_and_notify_no_data",
  show: "show_no_data",
  // Reduced by a sum, what is missing counts as 0.
  nought: "default",
} as const;

/** Seconds before a new group is judged: the first requests to a release start its functions. */
const NEW_GROUP_DELAY = 60;

/** A monitor's inputs. */
export function monitorArgs(
  spec: MonitorSpec,
  definition: Definition,
  args: MonitorArgsOf,
): MonitorShape {
  const { stack, watched, runbookUrl } = args;
  const { alert, silence, priority, delay } = definition;
  const { service, env } = watched;
  return {
    name: `${spec.title}: ${service} (${env})`,
    type: alert.type,
    query: alert.query,
    message: messageOf(spec.key, definition, args),
    monitorThresholds: alert.monitorThresholds,
    tags: [
      `service:${tagValue(service)}`,
      `env:${tagValue(env)}`,
      ...monitorTags(stack, spec.key),
      ...routeTags(spec.key),
    ],
    priority: String(priority),
    ...(runbookUrl !== undefined && {
      assets: [{ category: "runbook", name: "Runbook", url: runbookOf(runbookUrl, spec.key) }],
    }),
    draftStatus: "published",
    includeTags: true,
    onMissingData: SILENCE[silence],
    // A release that was just started has no full window yet, and is the one to watch.
    requireFullWindow: false,
    ...(alert.type === "query alert" && { evaluationDelay: delay }),
    ...(alert.by.length > 0 && { newGroupDelay: NEW_GROUP_DELAY }),
    ...(priority === 1 && {
      renotifyInterval: 10,
      renotifyOccurrences: 3,
      renotifyStatuses: silence === "notify" ? ["alert", "no data"] : ["alert"],
    }),
  };
}
