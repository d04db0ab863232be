import type { Limit } from "../../checklist/limits.ts";
import { inForce } from "../../config/inForce.ts";
import { comparison } from "../../rollout/comparison.ts";
import { declaredAs } from "../lib/monitors.ts";
import { productionPolicy, type DeclaredProduction } from "../lib/policy.ts";
import { blockOf, textOf, type Resource } from "../lib/resources.ts";

/** The least that a monitor must be: as the checklist has it, or stricter. */
interface Strictness {
  readonly key: string;
  /** The highest numbers at which it warns and is critical; in ms where `isTime`. */
  readonly warning?: number;
  readonly critical?: number;
  readonly isTime?: true;
  /** Its place under `thresholds`, where an exemption may allow more. */
  readonly limited?: Limit["alert"];
  /** Whether it is there only beside a canary. */
  readonly needsCanary?: true;
  /** Whether it wakes somebody. */
  readonly pages?: true;
  /** Whether no data is an alert too. */
  readonly alertsOnSilence?: true;
}

const CHECKLIST: readonly Strictness[] = [
  { key: "error-rate", warning: 1, critical: 5 },
  { key: "latency", warning: 200, critical: 500, isTime: true, limited: "latency" },
  { key: "latency-ratio", critical: 2, needsCanary: true, limited: "latencyRatio" },
  { key: "database-errors", critical: 0, pages: true },
  { key: "redis-errors", critical: 0, pages: true },
  { key: "redis-command-time", pages: true, alertsOnSilence: true },
];

export default productionPolicy({
  name: "alert-thresholds",
  level: "mandatory",
  severity: "critical",
  description: "Alerts fire where the checklist has them, or sooner.",
  remediation:
    "Leave thresholds at the checklist's numbers, make them stricter, or have an approver exempt the alert.",
  judge: (stack) =>
    allowed(stack).flatMap((least) => {
      if (Object.hasOwn(stack.config.lacking, least.key)) return [];
      const declared = declaredAs(stack, least.key);
      if (declared.length === 0 && !least.needsCanary) return [`there is no monitor ${least.key}`];
      return declared.flatMap((monitor) =>
        faultsOf(monitor, least).map((fault) => `${monitor.name} ${fault}`),
      );
    }),
});

/** The checklist's numbers, or those that an exemption allows while it counts. */
function allowed({ config, now }: DeclaredProduction): readonly Strictness[] {
  const { thresholds } = inForce(config, now);
  return CHECKLIST.map((least) => {
    const { limited, warning = 0, critical = 0 } = least;
    if (!limited) return least;
    const set = thresholds[limited];
    return {
      ...{ ...least, critical: Math.max(critical, set.critical) },
      ...(least.warning !== undefined && { warning: Math.max(warning, set.warning) }),
    };
  });
}

function faultsOf(monitor: Resource, least: Strictness): string[] {
  return [
    ...(["warning", "critical"] as const).flatMap((level) => late(monitor, least, level)),
    ...(least.pages && textOf(monitor, "priority") !== "1" ? ["does not page: priority 1"] : []),
    ...(least.alertsOnSilence && textOf(monitor, "onMissingData") !== "show_and_notify_no_data"
      ? ["is silent without data: onMissingData show_and_notify_no_data"]
      : []),
  ];
}

/** Where it fires later than the checklist would have it. */
function late(monitor: Resource, least: Strictness, level: "warning" | "critical"): string[] {
  const most = least[level];
  if (most === undefined) return [];
  const query = textOf(monitor, "query");
  const thresholds = { props: blockOf(monitor.props["monitorThresholds"]) };
  const said = Number.parseFloat(textOf(thresholds, level));
  const { operator, value } = comparison(query) ?? {};
  const perSecond = least.isTime ? timeUnit(query) : 1000;
  if (perSecond === undefined) return ["queries no percentile of a time that can be read here"];
  const fires = (said * 1000) / perSecond;
  const unit = least.isTime ? " ms" : "";
  return [
    ...(fires <= most
      ? []
      : [
          `has ${level} at ${Number.isNaN(fires) ? "no number" : `${fires}${unit}`}, ${most}${unit} at most`,
        ]),
    ...(operator === ">" || operator === ">=" ? [] : ["does not alert on what is above a number"]),
    ...(level === "critical" && value !== said
      ? [`compares with ${String(value)} in its query, and says that it is critical at ${said}`]
      : []),
  ];
}

/**
 * How many of its units a second has. A trace's distribution is in seconds, and `.duration`, in
 * nanoseconds, has no percentiles (https://docs.datadoghq.com/tracing/metrics/metrics_namespace/);
 * what this program measures from logs ends in `.time` and is in milliseconds.
 */
function timeUnit(query: string): number | undefined {
  if (/p95:trace\.[\w.]+(?<!\.duration)\{/.test(query)) return 1;
  return /p95:canary\.[\w.]+\.time\{/.test(query) ? 1000 : undefined;
}
