import { z } from "zod";
import { DIGITS } from "../store/draw.ts";
import type { Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const threshold = z.string().optional();

const thresholds = z.object({
  critical: threshold,
  warning: threshold,
  criticalRecovery: threshold,
  warningRecovery: threshold,
});

const fields = z.object({
  name: z.string(),
  type: z.enum([
    "composite",
    "event alert",
    "log alert",
    "metric alert",
    "process alert",
    "query alert",
    "rum alert",
    "service check",
    "synthetics alert",
    "trace-analytics alert",
    "slo alert",
    "event-v2 alert",
    "audit alert",
    "ci-pipelines alert",
    "ci-tests alert",
    "error-tracking alert",
    "database-monitoring alert",
    "network-performance alert",
    "cost alert",
    "data-quality alert",
    "network-path alert",
  ]),
  query: z.string(),
  message: z.string(),
  monitorThresholds: thresholds.optional(),
  priority: z.enum(["1", "2", "3", "4", "5"]).optional(),
  tags: z.array(z.string()).optional(),
  assets: z
    .array(z.object({ category: z.literal("runbook"), name: z.string(), url: z.string() }))
    .optional(),
  draftStatus: z.enum(["draft", "published"]).optional(),
  newGroupDelay: z.int().optional(),
  notifyNoData: z.boolean().optional(),
  noDataTimeframe: z.int().optional(),
  onMissingData: z
    .enum(["default", "show_no_data", "show_and_notify_no_data", "resolve"])
    .optional(),
  renotifyInterval: z.int().optional(),
  renotifyStatuses: z.array(z.enum(["alert", "warn", "no data"])).optional(),
  timeoutH: z.int().min(0).max(24).optional(),
});

// The provider's own check: https://github.com/DataDog/terraform-provider-datadog/pull/1535
const inputs = fields.refine(
  ({ onMissingData, notifyNoData, noDataTimeframe }) =>
    onMissingData === undefined || (notifyNoData ?? noDataTimeframe) === undefined,
  {
    path: ["onMissingData"],
    error: "onMissingData conflicts with notifyNoData and noDataTimeframe",
  },
);

type Inputs = z.infer<typeof inputs>;

/** A monitor of Datadog. It watches nothing here: only its settings are kept. */
export const monitor: ResourceType<Inputs> = {
  token: "datadog:index/monitor:Monitor",
  inputs,
  // The provider's: https://github.com/DataDog/terraform-provider-datadog, resource_datadog_monitor.go
  defaults: { includeTags: true, requireFullWindow: true, draftStatus: "published" },
  immutable: ["type"],
  // A number as text, which begins with no 0.
  identify: (_, draw) => `1${draw("id", 8, DIGITS)}`,
  refuses: ({ id, inputs }: Proposed<Inputs>) => {
    const error = RULES.map((rule) => rule(inputs)).find((result) => result !== undefined);
    return error && badRequest("monitor", id, error);
  },
};

type Rule = (inputs: Inputs) => string | undefined;

/** What the API answers, the first of them alone. */
const RULES: readonly Rule[] = [
  grammar,
  criticalMissing,
  thresholdOfQuery,
  warningOrder,
  recoveryOrder,
  newGroups,
  missingData,
  reminders,
  runLength,
];

const ENDING = /(>=|<=|>|<)\s*(-?[\d.]+)\s*$/;

/** https://github.com/DataDog/datadog-api-client-python/issues/764 */
function grammar({ type, query }: Inputs): string | undefined {
  const isMetric = type === "query alert" || type === "metric alert";
  const opened = query.split("(").length === query.split(")").length;
  const whole = isMetric ? /^\w+\(last_\d+[mhdw]\):.+/.test(query) && ENDING.test(query) : true;
  return opened && whole ? undefined : "The value provided for parameter 'query' is invalid";
}

/** https://github.com/DataDog/datadog-operator/issues/2106 */
function criticalMissing({ monitorThresholds: given }: Inputs): string | undefined {
  return given?.warning !== undefined && given.critical === undefined
    ? "Alert status is required."
    : undefined;
}

/** https://github.com/DataDog/terraform-provider-datadog/issues/1410 */
function thresholdOfQuery({ query, monitorThresholds: given }: Inputs): string | undefined {
  const inQuery = ENDING.exec(query)?.[2];
  if (inQuery === undefined || given?.critical === undefined) return undefined;
  if (Number(inQuery) === Number(given.critical)) return undefined;
  return `Alert threshold (${Number(given.critical)}) does not match that used in the query (${Number(inQuery)}).`;
}

/** https://github.com/DataDog/terraform-provider-datadog/issues/2285 */
function warningOrder({ query, monitorThresholds: given }: Inputs): string | undefined {
  const sign = ENDING.exec(query)?.[1];
  if (sign === undefined || given?.warning === undefined || given.critical === undefined) return;
  const ahead = Number(given.critical) - Number(given.warning);
  if (sign.startsWith(">") ? ahead > 0 : ahead < 0) return undefined;
  const than = sign.startsWith(">") ? "less" : "greater";
  return `Warning threshold (${given.warning}) must be ${than} than the alert threshold (${given.critical}) with ${sign} comparison.`;
}

/** https://github.com/DataDog/datadog-api-client-typescript/issues/754 */
function recoveryOrder({ query, monitorThresholds: given }: Inputs): string | undefined {
  const alertsAbove = ENDING.exec(query)?.[1]?.startsWith(">");
  const pairs = [
    [given?.criticalRecovery, given?.critical],
    [given?.warningRecovery, given?.warning],
  ];
  const wrong = pairs.some(([recovery, limit]) => {
    if (recovery === undefined || limit === undefined) return false;
    return alertsAbove ? Number(recovery) >= Number(limit) : Number(recovery) <= Number(limit);
  });
  return wrong
    ? "alert and alert recovery criteria are such that the monitor can be simultaneously in alert and alert recovery states"
    : undefined;
}

/** https://github.com/DataDog/terraform-provider-datadog/issues/1221 */
function newGroups({ query, newGroupDelay }: Inputs): string | undefined {
  if (!newGroupDelay || / by \{|\.by\(/.test(query)) return undefined;
  return "The new_group_delay option can only be used for multi-alert monitors";
}

/** https://github.com/DataDog/terraform-provider-datadog/issues/2291, DataDog/documentation/pull/39238 */
function missingData({ type, query, onMissingData }: Inputs): string | undefined {
  if (onMissingData === undefined) return undefined;
  const never = ["composite", "service check", "slo alert"].includes(type);
  const zeroed = query.includes("default_zero(") && onMissingData !== "default";
  return never || zeroed ? "Invalid monitor option: on_missing_data" : undefined;
}

/** https://docs.datadoghq.com/api/latest/monitors/, renotify_interval */
function reminders({ renotifyInterval }: Inputs): string | undefined {
  if (renotifyInterval === undefined) return undefined;
  const existing = [0, 10, 20, 30, 40, 50, 60, 90, 120, 180, 240, 300, 360, 720];
  const taken =
    existing.includes(renotifyInterval) || (renotifyInterval > 0 && renotifyInterval % 1440 === 0);
  return taken ? undefined : `Invalid renotify_interval: ${renotifyInterval}`;
}

/** https://github.com/DataDog/terraform-provider-datadog/issues/1202 */
function runLength({ type, query, monitorThresholds: given = {} }: Inputs): string | undefined {
  if (type !== "service check") return undefined;
  const last = Number(/\.last\((\d+)\)/.exec(query)?.[1] ?? 0);
  const most = Math.max(0, ...Object.values(given).map(Number));
  return last >= most
    ? undefined
    : "Last field should be larger than or equal to max threshold defined in monitor options";
}
