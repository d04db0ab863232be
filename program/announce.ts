import { authorOf } from "../measure/author.ts";
import type { Account } from "../measure/datadog/account.ts";
import { postEvent } from "../measure/datadog/events.ts";
import { stackTag } from "../measure/datadog/tags.ts";
import { announcementOf, type AppliedTransition } from "../rollout/announcement.ts";
import { tagValue, versionTag, type Signal } from "../rollout/tags.ts";

/** As what Datadog knows a stack: what its monitors and events are tagged with. */
export interface MonitoredStack {
  /** `project/stack`, e.g. `canary/production`. */
  readonly stack: string;
  readonly service: string;
  readonly env: string;
  readonly signal: Signal;
}

/**
 * Notify Datadog of a transition: who, what, why and a link, as an event that the dashboard shows. The
 * program and the commands that go from the state alone post the same event. Never rejects: returns why
 * it could not be posted, as text.
 */
export async function announce(
  applied: AppliedTransition,
  {
    account,
    monitored,
    directory,
  }: { account: Account; monitored: MonitoredStack; directory: string },
): Promise<string | undefined> {
  const { title, text, kind, release, mood } = announcementOf(applied, authorOf(directory));
  const posted = await postEvent(account, {
    title,
    text,
    alertType: mood,
    tags: [
      `service:${tagValue(monitored.service)}`,
      `env:${tagValue(monitored.env)}`,
      stackTag(monitored.stack),
      `version:${versionTag(monitored.signal, release)}`,
      `kind:${tagValue(kind)}`,
    ],
  });
  return posted.ok ? undefined : posted.failed;
}
