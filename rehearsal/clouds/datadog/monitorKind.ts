import type { MonitorArgs } from "@pulumi/datadog/monitor.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind } from "../resourceType.ts";

const threshold = z.string().optional();

export const thresholds = z.strictObject({
  critical: threshold,
  warning: threshold,
  criticalRecovery: threshold,
  warningRecovery: threshold,
  ok: threshold,
  unknown: threshold,
  criticalQuery: threshold,
  criticalRecoveryQuery: threshold,
});

const fields = z.strictObject({
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
    .array(
      z.strictObject({
        category: z.literal("runbook"),
        name: z.string(),
        url: z.string(),
        resourceKey: z.string().optional(),
        resourceType: z.string().optional(),
      }),
    )
    .optional(),
  draftStatus: z.enum(["draft", "published"]).optional(),
  evaluationDelay: z.int().optional(),
  newGroupDelay: z.int().optional(),
  newHostDelay: z.int().optional(),
  notifyNoData: z.boolean().optional(),
  noDataTimeframe: z.int().optional(),
  onMissingData: z
    .enum(["default", "show_no_data", "show_and_notify_no_data", "resolve"])
    .optional(),
  renotifyInterval: z.int().optional(),
  renotifyOccurrences: z.int().optional(),
  renotifyStatuses: z.array(z.enum(["alert", "warn", "no data"])).optional(),
  notifyBies: z.array(z.string()).optional(),
  requireFullWindow: z.boolean().optional(),
  timeoutH: z.int().min(0).max(24).optional(),
  includeTags: z.boolean().optional(),
  groupRetentionDuration: z.string().optional(),
  ...kept(
    "enableLogsSample",
    "enableSamples",
    "escalationMessage",
    "forceDelete",
    "groupbySimpleMonitor",
    "ignoreTagKeys",
    "monitorThresholdWindows",
    "notificationPresetName",
    "notifyAudit",
    "restrictedRoles",
    "schedulingOptions",
    "validate",
    "variables",
  ),
} satisfies Record<keyof MonitorArgs, z.ZodType>);

// The provider's own check: https://github.com/DataDog/terraform-provider-datadog/pull/1535
const inputs = fields.refine(
  ({ onMissingData, notifyNoData, noDataTimeframe }) =>
    onMissingData === undefined || (notifyNoData ?? noDataTimeframe) === undefined,
  {
    path: ["onMissingData"],
    error: "onMissingData conflicts with notifyNoData and noDataTimeframe",
  },
);

export type MonitorInputs = z.infer<typeof inputs>;

export const monitorKind: Kind<MonitorInputs> = {
  token: "datadog:index/monitor:Monitor",
  inputs,
};
