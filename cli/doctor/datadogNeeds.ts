import { needsOf, queryOf, type Need } from "../../components/monitoring/needs.ts";
import type { ProductionConfig } from "../../config.ts";
import { accountOf } from "../../measure/datadog/account.ts";
import { LOOKED_BACK, unsentOf } from "../../measure/datadog/unsent.ts";
import { watchedOf } from "../../program/declared.ts";
import { circumstancesOf } from "../../rollout/circumstances.ts";
import { recordIn } from "../state.ts";
import type { Configured } from "./check.ts";
import { NotChecked } from "./notChecked.ts";

/** A metric without data, and the tags that it has had lately, as `key:value`. */
export interface Unsent extends Need {
  readonly tags: readonly string[];
}

/** How far back Datadog was queried, in days. */
export { LOOKED_BACK };

/** Whether a metric is made of spans: `trace.SPAN.hits`. */
export function isOfSpans({ metric }: Pick<Need, "metric">): boolean {
  return metric.startsWith("trace.");
}

/**
 * The metrics that a rollout is judged by, of those that `wanted` names, and that had no data under their
 * tags. What this program makes itself counts once it is declared.
 *
 * @throws {NotChecked} where Datadog cannot be queried
 */
export async function unsentIn(
  { clouds, config, env, now, resources, settings }: Configured<ProductionConfig>,
  wanted: (need: Need) => boolean,
): Promise<readonly Unsent[]> {
  const { thresholds, releases, lacking } = config;
  const isFirst = recordIn(await resources()) === undefined;
  const circumstances = circumstancesOf({ signal: config.monitoring.signal, releases, lacking });
  const needs = needsOf({ watched: watchedOf(config), thresholds, circumstances }).filter(
    (need) => wanted(need) && !(isFirst && need.made),
  );
  if (needs.length === 0) return [];
  const account = accountOf({
    ...config.datadog,
    apiKey: settings["datadog:apiKey"] ?? env["DATADOG_API_KEY"],
    appKey: settings["datadog:appKey"] ?? env["DATADOG_APP_KEY"],
  });
  const unsent = await unsentOf(account, needs.map(queryOf), Math.floor(now().getTime() / 1000));
  if (!unsent.ok)
    throw new NotChecked(
      `Datadog cannot be queried: ${unsent.failed}`,
      "both keys, with timeseries_query: see the check datadog-credentials",
    );
  const missing = needs.filter((need) => unsent.value.includes(queryOf(need)));
  if (missing.length === 0) return [];
  const datadog = await clouds.datadog(config.datadog);
  return Promise.all(
    missing.map(async (need) => ({ ...need, tags: await datadog.tags(need.metric) })),
  );
}
