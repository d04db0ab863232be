import { z } from "zod";
import type { Event } from "./events.ts";
import type { Subject } from "./headline.ts";
import { json } from "../json.ts";
import { ownConfig } from "./ownConfig.ts";

/** What lies between two releases. */
export interface Commits {
  readonly from: string;
  readonly to: string;
  /** The page that compares them, where config names the app's repository. */
  readonly link?: string | undefined;
}

const app = z.object({ repository: z.string().optional() }).catch({});

/** The commits of the release that a preview is about, since the one before it. */
export function commitsOf(events: readonly Event[], subject: Subject): Commits | undefined {
  const [from, to] = ends(subject);
  if (from === undefined || to === undefined || from === to) return undefined;
  const { repository } = app.parse(json(ownConfig(events)?.["app"]) ?? {});
  return { from, to, link: repository && compared(repository, from, to) };
}

function ends({ before, after, transition, staging }: Subject): (string | undefined)[] {
  if (!after) return [staging.before?.commit, staging.after?.commit];
  switch (transition) {
    case "promote":
      return [before?.stable.commit, after.stable.commit];
    case "finish":
    case undefined:
      return [];
    default:
      return [after.stable.commit, after.canary.commit];
  }
}

/**
 * https://docs.github.com/en/pull-requests/committing-changes-to-your-project/viewing-and-comparing-commits/comparing-commits
 * and https://docs.gitlab.com/user/project/repository/compare_revisions/
 */
function compared(repository: string, from: string, to: string): string {
  const base = repository.replace(/(\.git)?\/*$/, "");
  const path = /^https:\/\/[^/]*\bgitlab\b/.test(base) ? "-/compare" : "compare";
  return `${base}/${path}/${from}...${to}`;
}
