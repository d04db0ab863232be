import type { ExpectedMonitor } from "../expected.ts";
import { attempt, type Answer, type Limit } from "../limit.ts";
import type { Account } from "./account.ts";
import { openDatadog } from "./client.ts";
import { failureOf } from "./failure.ts";
import type { JudgedMonitor, Subject } from "./judgeMonitor.ts";
import { judgeMonitors, monitorsOf } from "./judgeMonitors.ts";
import { readMonitors, type Monitor } from "./monitors.ts";
import { stackTag } from "./tags.ts";
import { transport } from "./transport.ts";
import { measureValues, type Value } from "./values.ts";

export interface MonitorsAsked extends Account {
  /** Whose monitors they are: `canary/production`. */
  readonly stack: string;
  readonly expected: readonly ExpectedMonitor[];
}

/** What the expected monitors of a stack say of a release, each with its value where that is known. */
export async function askMonitors(
  asked: MonitorsAsked,
  subject: Subject,
  limit: Limit,
): Promise<Answer<readonly JudgedMonitor[]>> {
  const monitors = await askAccount(asked, limit, async () => {
    const datadog = await openDatadog(asked, transport(limit));
    return readMonitors(await datadog.monitors(stackTag(asked.stack)));
  });
  if (!monitors.ok) return monitors;
  const values = await findValues(asked, monitors.value, subject, limit);
  return { ok: true, value: judgeMonitors(asked.expected, monitors.value, values, subject) };
}

/** Values make a verdict readable, and do not decide it: where they cannot be had it does without. */
async function findValues(
  asked: MonitorsAsked,
  monitors: readonly Monitor[],
  { tag, now }: Subject,
  limit: Limit,
): Promise<ReadonlyMap<number, Value>> {
  const sought = asked.expected.flatMap((one) =>
    monitorsOf(one, monitors).map((monitor) =>
      one.scope === "canary" ? { monitor, tag } : { monitor },
    ),
  );
  const values = await askAccount(asked, limit, async () => {
    const datadog = await openDatadog(asked, transport(limit, { tries: 1 }));
    return measureValues(datadog, sought, now);
  });
  return values.ok ? values.value : new Map<number, Value>();
}

/** Ask an account something. Never rejects. */
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
