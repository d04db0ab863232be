import type { Properties, Resource } from "../clouds/index.ts";
import { untouched, type DatadogOrders, type GroupRow } from "./orders.ts";

const MONITOR = "datadog:index/monitor:Monitor";
const SYNTHETICS_TEST = "datadog:index/syntheticsTest:SyntheticsTest";

/** A monitor that the stand-in cloud holds, as far as the API speaks of it. */
export interface DeclaredMonitor {
  readonly id: number;
  /** What the program calls it: its tag `canary_monitor:<key>`. */
  readonly key: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
  /** The tags that it has a state for each value of: `by {version}`. */
  readonly by: readonly string[];
  readonly thresholds: Readonly<Record<string, number>>;
  /** The options that decide its state, in the API's own spelling. */
  readonly options: Properties;
  readonly draft: string;
}

/** A synthetic test, as the API lists it. */
export interface DeclaredTest {
  readonly public_id: string;
  readonly monitor_id: number;
  readonly name: string;
  readonly tags: unknown;
  readonly status: string;
}

/** https://docs.datadoghq.com/api/latest/synthetics/#get-the-list-of-all-synthetic-tests */
export function declaredTests(resources: readonly Resource[]): DeclaredTest[] {
  return resources
    .filter(({ type }) => type === SYNTHETICS_TEST)
    .map(({ id, outputs }) => ({
      public_id: id,
      monitor_id: Number(outputs["monitorId"]),
      name: text(outputs["name"]),
      tags: outputs["tags"],
      status: text(outputs["status"]),
    }));
}

/** The monitors among the clouds' resources. Each synthetic check has one of its own, with its tags. */
export function declaredMonitors(resources: readonly Resource[]): DeclaredMonitor[] {
  return resources.flatMap(({ type, id, outputs }) => {
    if (type === MONITOR) return [declared(Number(id), outputs, text(outputs["query"]))];
    if (type === SYNTHETICS_TEST) {
      const check = { ...outputs, type: "synthetics alert" };
      return [declared(Number(outputs["monitorId"]), check, "no_query")];
    }
    return [];
  });
}

/**
 * A monitor as `GET /api/v1/monitor` answers, with the states of its groups where they are requested.
 * https://docs.datadoghq.com/api/latest/monitors/#get-all-monitors
 */
export function monitorAnswer(
  monitor: DeclaredMonitor,
  orders: DatadogOrders,
  requested: { readonly groups: boolean; readonly downtimes: boolean },
): Properties {
  const { id, name, type, query, message, tags, by, thresholds, options, draft } = monitor;
  const groups = groupsOf(monitor, orders);
  const mutes = orders.mutes().filter((mute) => mute.monitor === monitor.key);
  return {
    id,
    name,
    type,
    query,
    message,
    tags,
    multi: by.length > 0,
    overall_state: overall(groups),
    options: { ...options, thresholds, silenced: {} },
    draft_status: draft,
    deleted: null,
    state: requested.groups
      ? { groups: Object.fromEntries(groups.map((row) => [row.group, groupAnswer(row)])) }
      : {},
    ...(requested.downtimes && {
      matching_downtimes: mutes.map(({ start, end }, index) => ({
        id: id * 10 + index,
        scope: ["*"],
        start,
        end,
      })),
    }),
  };
}

/**
 * The groups of a monitor: one in all or, broken down by version, one for each that has had requests;
 * OK unless set. Broken down otherwise, it has those that were set.
 */
export function groupsOf({ key, by }: DeclaredMonitor, orders: DatadogOrders): GroupRow[] {
  const set = orders.groups().filter((row) => row.monitor === key);
  const versions = [...orders.requests().keys()].map((version) => `version:${version}`);
  const names = by.length === 0 ? ["*"] : by.includes("version") ? versions : [];
  const others = names
    .filter((name) => !set.some(({ group }) => group === name))
    .map((group) => untouched(key ?? "", group));
  return [...others, ...set];
}

function declared(id: number, outputs: Properties, query: string): DeclaredMonitor {
  const tags = Array.isArray(outputs["tags"]) ? outputs["tags"].map(String) : [];
  const thresholds = (outputs["monitorThresholds"] ?? {}) as Properties;
  return {
    id,
    key: tags.find((tag) => tag.startsWith("canary_monitor:"))?.slice("canary_monitor:".length),
    name: text(outputs["name"]),
    type: text(outputs["type"]),
    query,
    message: text(outputs["message"]),
    tags,
    by: [...query.matchAll(/\bby\s*\{([^}]*)\}|\.by\(([^)]*)\)/g)].flatMap(([, tags, fields]) =>
      (tags ?? fields ?? "").replaceAll('"', "").split(/\s*,\s*/),
    ),
    // The provider takes them as text and sends numbers, in the API's own spelling.
    options: {
      evaluation_delay: outputs["evaluationDelay"] ?? null,
      ...(outputs["newGroupDelay"] !== undefined && { new_group_delay: outputs["newGroupDelay"] }),
      on_missing_data: outputs["onMissingData"] ?? "default",
      require_full_window: outputs["requireFullWindow"] ?? true,
    },
    draft: text(outputs["draftStatus"]) || "published",
    thresholds: Object.fromEntries(
      Object.entries(thresholds).map(([name, value]) => [
        name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        Number(value),
      ]),
    ),
  };
}

function groupAnswer({ group, state, value, triggered, resolved, nodata }: GroupRow): Properties {
  return {
    name: group,
    status: state,
    last_triggered_ts: triggered,
    last_notified_ts: triggered,
    last_resolved_ts: resolved,
    last_nodata_ts: nodata,
    ...(value !== null && state !== "OK" && { triggering_value: { value } }),
  };
}

const WORST_FIRST = ["Alert", "No Data", "Unknown", "Warn", "OK"];

function overall(groups: readonly GroupRow[]): string {
  return WORST_FIRST.find((state) => groups.some((row) => row.state === state)) ?? "OK";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
