import type { Entry } from "../../checklist/evidence.ts";
import { VERIFIED_BY } from "../../checklist/items.ts";
import { EvidenceError, readEvidence, writeEvidence } from "../../measure/evidence.ts";
import type { Done } from "../../measure/verify/run.ts";
import type { Release } from "../../rollout/release.ts";
import { secondsBetween, type Instant } from "../../rollout/time.ts";
import { UserError } from "../userError.ts";
import type { Selected } from "./select.ts";

/** Writes an item's evidence; returns why it could not, in words. */
export type Keep = (done: Done) => string | undefined;

/** Keeps evidence in a folder. Throws (`UserError`) at once where a file that it would write is at fault. */
export function keeper(folder: string, selected: readonly Selected[]): Keep {
  const releases = new Map(selected.map(({ item, release }) => [item.id, release]));
  const faults = [...new Set(releases.values())].flatMap(
    (release) => readNow(folder, release).faults,
  );
  if (faults.length > 0) {
    throw new UserError(
      `${faults.join("\n")}\nMend the file, or take it away (git keeps it) to begin anew`,
    );
  }
  return (done) => {
    const release = releases.get(done.task.item);
    if (!release) throw new Error(`${done.task.item} was not selected`);
    try {
      writeEvidence(folder, timed(release), entryOf(done, release));
      return undefined;
    } catch (error) {
      if (error instanceof EvidenceError) return error.message;
      throw error;
    }
  };
}

/** Whether an item was verified for a release since a time, by the evidence in a folder. */
export function verifiedIn(folder: string) {
  return (item: string, release: Release, since: Instant): boolean =>
    readNow(folder, release).recorded.some(
      (one) => one.item === item && one.verdict === "pass" && secondsBetween(since, one.at) > 0,
    );
}

/** What evidence is judged by where it is written. */
export function timed(release: Release) {
  return { release, items: VERIFIED_BY, clock: () => new Date().toISOString() };
}

function readNow(folder: string, release: Release) {
  return readEvidence(folder, { release, items: VERIFIED_BY, now: new Date().toISOString() });
}

function entryOf({ task, verified, seconds }: Done, { commit, deployment }: Release): Entry {
  const { verdict, by, exitStatus, digest, counts, observed } = verified;
  return {
    item: task.item,
    verdict,
    by,
    at: new Date().toISOString(),
    commit,
    deployment,
    ...(exitStatus !== undefined && { exitStatus }),
    seconds: Math.round(seconds * 10) / 10,
    digest,
    ...(counts && { counts }),
    ...(observed !== "" && { note: inOneLine(observed) }),
  };
}

/** Without what a terminal would obey, and no longer than evidence takes it. */
function inOneLine(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  return line.length > 1000 ? `${line.slice(0, 999)}…` : line;
}
