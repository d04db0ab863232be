import { authorOf } from "../measure/author.ts";
import type { Account } from "../measure/datadog/account.ts";
import { postEvent } from "../measure/datadog/events.ts";
import { stackTag } from "../measure/datadog/tags.ts";
import { announcementOf, type Carried } from "../rollout/announcement.ts";
import { tagValue, versionTag, type Signal } from "../rollout/tags.ts";

/** As what Datadog knows a stack: what its monitors and events are tagged with. */
export interface Known {
  /** `project/stack`, e.g. `canary/production`. */
  readonly stack: string;
  readonly service: string;
  readonly env: string;
  readonly signal: Signal;
}

/**
 * Tell Datadog of a transition: who, what, why and a link, as an event that the dashboard shows. The
 * program and the commands that go from the state alone tell the same. Never rejects: gives why it
 * could not be posted, in words.
 */
export async function announce(
  carried: Carried,
  { account, known, directory }: { account: Account; known: Known; directory: string },
): Promise<string | undefined> {
  const { title, text, kind, release, mood } = announcementOf(carried, authorOf(directory));
  const posted = await postEvent(account, {
    title,
    text,
    alertType: mood,
    tags: [
      `service:${tagValue(known.service)}`,
      `env:${tagValue(known.env)}`,
      stackTag(known.stack),
      `version:${versionTag(known.signal, release)}`,
      `kind:${tagValue(kind)}`,
    ],
  });
  return posted.ok ? undefined : posted.failed;
}
