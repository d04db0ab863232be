import { within, type Answer } from "../limit.ts";
import type { Account } from "./account.ts";
import { askAccount } from "./askMonitors.ts";
import { openDatadog } from "./client.ts";
import { readSeries } from "./series.ts";
import { transport } from "./transport.ts";

/** How far into the past data is searched for, in days. */
export const LOOKED_BACK = 30;

/** How long all of it may take, in seconds. */
const LIMIT = 10;
const TRIES = 2;
const DAY = 24 * 60 * 60;

/**
 * Which of several metric queries have had no data for so long: Datadog answers a query of what it does
 * not know with no series, and no error. Never rejects.
 * https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points
 *
 * @param now Unix seconds
 */
export function unsentOf(
  account: Account,
  queries: readonly string[],
  now: number,
): Promise<Answer<readonly string[]>> {
  return within(LIMIT, (limit) =>
    askAccount(account, limit, async () => {
      const datadog = openDatadog(account, transport(limit, { tries: TRIES }));
      const answer = await datadog.query(queries.join(","), now - LOOKED_BACK * DAY, now);
      const observed = readSeries(answer, queries.length > 1)
        .filter(({ points }) => points.length > 0)
        .map(({ query }) => query);
      return queries.filter((_, index) => !observed.includes(index));
    }),
  );
}
