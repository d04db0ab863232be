import { groupsIn, type MonitorShape } from "./shape.ts";
import { faultsOfQuery } from "./validateQuery.ts";
import { faultsOfSilence } from "./validateSilence.ts";
import { faultsOfThresholds } from "./validateThresholds.ts";

/** Minutes between reminders that Datadog takes: https://docs.datadoghq.com/api/latest/monitors/ */
export const RENOTIFY_INTERVALS = [
  0, 10, 20, 30, 40, 50, 60, 90, 120, 180, 240, 300, 360, 720, 1440, 2880, 4320, 5760, 7200, 8640,
  10080,
];

/** The types that Datadog knows (MonitorType of its API, https://docs.datadoghq.com/api/latest/monitors/). */
const TYPES = [
  "audit alert",
  "ci-pipelines alert",
  "ci-tests alert",
  "composite",
  "cost alert",
  "data-quality alert",
  "database-monitoring alert",
  "error-tracking alert",
  "event alert",
  "event-v2 alert",
  "log alert",
  "metric alert",
  "network-path alert",
  "network-performance alert",
  "process alert",
  "query alert",
  "rum alert",
  "service check",
  "slo alert",
  "synthetics alert",
  "trace-analytics alert",
];

/** Types on events, whose groups are forgotten after a time of one's own. */
const ON_EVENTS =
  /^(audit|ci-pipelines|ci-tests|error-tracking|event-v2|log|rum|trace-analytics|database-monitoring) alert$/;

/**
 * All that Datadog would refuse of a monitor, as text. It is reported before anything is changed: the
 * API reports one fault at a time, and a preview without keys none.
 */
export function faultsOfMonitor(monitor: MonitorShape): string[] {
  return [
    ...faultsOfNaming(monitor),
    ...faultsOfQuery(monitor),
    ...faultsOfThresholds(monitor),
    ...faultsOfSilence(monitor),
    ...faultsOfReminders(monitor),
    ...faultsOfGroups(monitor),
  ];
}

/** https://github.com/grosser/kennel (lib/kennel/models/monitor.rb), and the provider's own enums. */
function* faultsOfNaming({ name, type, message, query, priority, draftStatus }: MonitorShape) {
  if (name.trim() === "" || name.startsWith(" ")) {
    yield "name is empty or begins with a space";
  }
  if (!TYPES.includes(type)) yield `type "${type}" is none that Datadog knows`;
  if (priority !== undefined && !/^[1-5]$/.test(priority)) {
    yield `priority "${priority}" is not "1" to "5"`;
  }
  if (draftStatus !== undefined && !["draft", "published"].includes(draftStatus)) {
    yield `draftStatus "${draftStatus}" is neither draft nor published`;
  }
  const groups = groupsIn(query);
  for (const [, key = ""] of message.matchAll(/\{\{\s*([\w@.-]+)\.name\s*\}\}/g)) {
    if (!groups.includes(key)) {
      yield `message has {{${key}.name}}, and the query does not group by ${key}`;
    }
  }
}

/** The API's own lists; that the others need an interval is the provider's documentation. */
function* faultsOfReminders(monitor: MonitorShape) {
  const { renotifyInterval, renotifyStatuses, renotifyOccurrences, escalationMessage } = monitor;
  if (renotifyInterval !== undefined && !RENOTIFY_INTERVALS.includes(renotifyInterval)) {
    yield `renotifyInterval ${renotifyInterval} is none of ${RENOTIFY_INTERVALS.join(", ")}`;
  }
  const wrong = renotifyStatuses?.filter(
    (status) => !["alert", "warn", "no data"].includes(status),
  );
  if (wrong?.length)
    yield `renotifyStatuses has ${wrong.join(", ")}: alert, warn and no data are known`;
  const dependent = renotifyStatuses ?? renotifyOccurrences ?? escalationMessage;
  if (dependent !== undefined && !renotifyInterval) {
    yield "renotifyStatuses, renotifyOccurrences and escalationMessage need a renotifyInterval";
  }
}

function* faultsOfGroups(monitor: MonitorShape) {
  const { query, type, newGroupDelay, notifyBies, groupRetentionDuration, timeoutH } = monitor;
  const groups = groupsIn(query);
  // https://github.com/DataDog/terraform-provider-datadog/issues/1221
  if (newGroupDelay !== undefined && groups.length === 0) {
    yield "newGroupDelay is for a query that groups";
  }
  if (notifyBies && !(notifyBies.length === 1 && notifyBies[0] === "*")) {
    const subset = notifyBies.every((key) => groups.includes(key));
    if (!subset || notifyBies.length >= groups.length) {
      yield `notifyBies is neither "*" nor some, not all, of what the query groups by`;
    }
  }
  if (groupRetentionDuration !== undefined) {
    // https://github.com/DataDog/terraform-provider-datadog/pull/1535
    if (!ON_EVENTS.test(type) || groups.length === 0) {
      yield "groupRetentionDuration is for monitors on events that group";
    }
    const [, amount = "0", unit] = /^(\d+)([mhd])$/.exec(groupRetentionDuration) ?? [];
    const hours = Number(amount) * (unit === "d" ? 24 : unit === "h" ? 1 : 1 / 60);
    if (hours < 1 || hours > 72) yield "groupRetentionDuration is 1h to 72h";
  }
  if (timeoutH !== undefined && !(Number.isInteger(timeoutH) && timeoutH >= 0 && timeoutH <= 24)) {
    yield `timeoutH ${timeoutH} is not a whole number of hours from 0 to 24`;
  }
}
