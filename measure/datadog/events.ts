import { attempt, within, type Answer } from "../limit.ts";
import type { Account } from "./account.ts";
import { post, type Event } from "./client.ts";
import { failureOf } from "./failure.ts";
import { transport } from "./transport.ts";

/** In characters. https://docs.datadoghq.com/api/latest/events/#post-an-event */
const LONGEST_TEXT = 4000;

/**
 * Post an event, its text cut where Datadog takes no more. It is sent once: tried again, it could be
 * there twice. Needs the API key alone. Never rejects, and ends within so many seconds.
 */
export async function postEvent(
  account: Account,
  event: Event,
  seconds = 4,
): Promise<Answer<unknown>> {
  if (!account.apiKey) return { ok: false, failed: "no API key is configured" };
  return within(seconds, (limit) =>
    attempt(
      limit,
      () => {
        const cut = { ...event, text: event.text.slice(0, LONGEST_TEXT) };
        return post(account, transport(limit, { tries: 1, share: 1 }), cut);
      },
      failureOf(account, "the API key must be of that site"),
    ),
  );
}
