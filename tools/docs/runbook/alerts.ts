import { watchedOf } from "../../../program/declared.ts";
import { saidOf } from "../../../components/monitoring/checks.ts";
import type { Definition } from "../../../components/monitoring/definition.ts";
import { definitionsOf } from "../../../components/monitoring/definitions.ts";
import { comparison } from "../../../components/monitoring/shape.ts";
import type { ProductionConfig } from "../../../config.ts";
import { HOST_CHECKS } from "../../../rollout/checks.ts";
import { monitorsOf, type Circumstances, type MonitorSpec } from "../../../rollout/monitors.ts";
import { TRIGGERS } from "../../../rollout/triggers.ts";
import { section } from "../markdown.ts";

/** What each alert means and what to do. A monitor's key is its heading: alerts link to it. */
export function alerts(config: ProductionConfig): string {
  const { lacking, monitoring } = config;
  const circumstances: Circumstances = { signal: monitoring.signal, twoReleases: true, lacking };
  const definitions = new Map(
    definitionsOf({
      watched: watchedOf(config),
      thresholds: config.thresholds,
      versions: { stable: "stable", canary: "canary" },
      circumstances,
    }).map(([spec, definition]) => [spec.key, definition]),
  );
  const said = new Map(HOST_CHECKS.map((one) => [one.key, saidOf(one)]));
  return section(
    "## Alerts",
    "In this order: users, what the app calls, its resources, the business, tests from outside.",
    ...monitorsOf(circumstances).map((spec) => {
      const definition = definitions.get(spec.key);
      return definition
        ? alert(spec, definition, fires(spec, definition))
        : alert(spec, said.get(spec.key) ?? missing(spec.key), undefined);
    }),
  );
}

function alert(
  { key, title }: MonitorSpec,
  { means, todo }: Pick<Definition, "means" | "todo">,
  limits: string | undefined,
): string {
  const triggers = TRIGGERS.filter(({ monitors }) => monitors.includes(key));
  return section(
    `### ${key}`,
    `**${title}.** ${plain(means)}${limits === undefined ? "" : ` ${limits}`}`,
    `**Do**: ${todo.replace(/\.\/canary \w+/g, (command) => `\`${command}\``)}`,
    triggers.length === 0
      ? undefined
      : `Critical, it calls for a [roll back](#roll-back-now): ${triggers.map(({ label: message }) => message).join(", ")}.`,
  );
}

/** An alert's text, with what Datadog fills in. */
function plain(means: string): string {
  return means.replaceAll("{{value}}", "N").replaceAll("{{version.name}}", "a release");
}

const SIDE: Readonly<Record<string, string>> = { ">": "above", ">=": "from", "<": "below" };

function fires({ unit = "" }: MonitorSpec, { alert }: Definition): string {
  const operator = comparison(alert)?.operator ?? "";
  const { critical, warning } = alert.monitorThresholds;
  const at = (level: string, value: string) =>
    `${level} ${SIDE[operator] ?? operator} ${value}${unit && ` ${unit}`}`;
  const levels = [
    at("Critical", critical),
    ...(warning === undefined ? [] : [at("a warning", warning)]),
  ];
  return `${levels.join(", ")}.`;
}

function missing(key: string): never {
  throw new Error(`nothing says what an alert of ${key} means`);
}
