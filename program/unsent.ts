import { needsOf, queryOf } from "../components/monitoring/needs.ts";
import type { ProductionConfig } from "../config.ts";
import { watchedOf } from "./declared.ts";
import { accountOf, type Account } from "../measure/datadog/account.ts";
import { LOOKED_BACK, unsentOf } from "../measure/datadog/unsent.ts";
import { circumstancesOf } from "../rollout/circumstances.ts";

/**
 * The data that a rollout is judged by and that Datadog does not have, with what would send it; nothing
 * where it has all. Never rejects: where Datadog cannot be queried, it says so.
 *
 * @param first whether nothing is declared yet: what this program makes itself cannot have data then
 */
export async function sayUnsent(
  config: ProductionConfig,
  keys: Pick<Account, "apiKey" | "appKey">,
  first: boolean,
): Promise<string | undefined> {
  const { thresholds, releases, lacking } = config;
  const circumstances = circumstancesOf({ signal: config.monitoring.signal, releases, lacking });
  const needs = needsOf({ watched: watchedOf(config), thresholds, circumstances }).filter(
    ({ made }) => !(first && made),
  );
  const account = accountOf({ ...config.datadog, ...keys });
  const now = Math.floor(Date.now() / 1000);
  const unsent = await unsentOf(account, needs.map(queryOf), now);
  if (!unsent.ok)
    return `whether Datadog has data of what a rollout is judged by is not known: ${unsent.failed}`;
  const lines = needs
    .filter((one) => unsent.value.includes(queryOf(one)))
    .map(({ metric, scope, sender }) => `${metric}{${scope}}: sent by ${sender}`);
  if (lines.length === 0) return undefined;
  return [
    `Datadog has had no data for ${LOOKED_BACK} days of what a rollout is judged by:`,
    ...lines,
  ].join("\n");
}
