import type { ExpectedMonitor } from "../expected.ts";
import { attempt, type Answer, type Limit } from "../limit.ts";
import type { Account } from "./account.ts";
import { openDatadog } from "./client.ts";
import { failureOf } from "./failure.ts";
import type { JudgedMonitor, Subject } from "./judgeMonitor.ts";
import { isCheck, judgeMonitors, monitorsIn, monitorsOf } from "./judgeMonitors.ts";
import { readMonitors } from "./monitors.ts";
import { readSeries } from "./series.ts";
import { stackTag } from "./tags.ts";
import { readTests } from "./tests.ts";
import { transport } from "./transport.ts";
import { readValues, type Ask } from "./values.ts";

export interface MonitorsQuery extends Account {
  /** Whose monitors they are: `canary/production`. */
  readonly stack: string;
  readonly expected: readonly ExpectedMonitor[];
  /** Called with each answer's `Date` header; undefined where it has none. */
  readonly answered?: ((date: string | undefined) => void) | undefined;
}

/** What the expected monitors of a stack say of a release, each with its value where it can be queried. */
export async function askMonitors(
  params: MonitorsQuery,
  subject: Subject,
  limit: Limit,
): Promise<Answer<readonly JudgedMonitor[]>> {
  const { expected, stack, answered } = params;
  const listed = await askAccount(params, limit, async () => {
    const datadog = openDatadog(params, transport(limit, { answered }));
    return { datadog, result: readMonitors(await datadog.monitors(stackTag(stack))) };
  });
  if (!listed.ok) return listed;
  const { datadog } = listed.value;
  const monitors = monitorsIn(stack, listed.value.result);
  const sought = expected.flatMap((one) =>
    monitorsOf(one, monitors).map((monitor) =>
      one.scope === "canary" ? { monitor, tag: subject.tag } : { monitor },
    ),
  );
  const ask: Ask = (query, from, to) =>
    askAccount(params, limit, async () =>
      readSeries(await datadog.query(query, from, to), query.includes(",")),
    );
  const [readings, tests] = await Promise.all([
    readValues(ask, sought, subject.now),
    sought.some(({ monitor }) => isCheck(monitor))
      ? askAccount(params, limit, () => readTests(datadog))
      : undefined,
  ]);
  return { ok: true, value: judgeMonitors(expected, monitors, { readings, tests }, subject) };
}

/** Send requests to an account. Never rejects. */
export async function askAccount<T>(
  account: Account,
  limit: Limit,
  call: () => Promise<T>,
): Promise<Answer<T>> {
  if (!account.apiKey || !account.appKey) {
    const missing = account.apiKey ? "application key" : "API key";
    return { ok: false, failed: `no ${missing} is configured` };
  }
  return attempt(limit, call, failureOf(account));
}
