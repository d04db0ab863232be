import type { Measurement } from "./gate.ts";
import { MONITORS } from "./monitors.ts";
import type { Kind, RolloutRecord } from "./record.ts";
import { isRelease, type Release } from "./release.ts";
import type { Blocks } from "./request.ts";
import { hasCanary } from "./traffic.ts";

/** A transition that was applied, with all that people are notified of. */
export interface AppliedTransition {
  /** The record that it made. */
  readonly record: RolloutRecord;
  /** The request's block: the reason of a resume is nowhere else. */
  readonly blocks: Pick<Blocks, "resume">;
  /** What the gate measured; empty where it was not queried. */
  readonly measurements: readonly Measurement[];
}

/** Who applied it, and where to look that up. */
export interface Author {
  readonly name: string;
  /** The CI run, or the commit. */
  readonly link?: string | undefined;
}

/** A transition as people are notified of it. */
export interface Announcement {
  /** What: `1.5.0: 10 % -> 25 % of traffic (advance)`. */
  readonly title: string;
  /** Who, why, what the gate measured, and the link, a line each. */
  readonly text: string;
  readonly kind: Kind;
  /** The release that it speaks of. */
  readonly release: Release;
  readonly mood: "info" | "success" | "warning" | "error";
}

export function announcementOf(applied: AppliedTransition, author: Author): Announcement {
  const { record } = applied;
  const release = subjectOf(record);
  const why = reasonOf(applied);
  const measured = applied.measurements.filter(isReported);
  return {
    title: `${release.version}: ${happened(record)} (${record.kind})`,
    text: [
      `By: ${author.name}`,
      ...(why === undefined ? [] : [`Why: ${why}`]),
      ...measured.map(({ name, observed }) => `Gate: ${name} ${observed}`),
      ...(author.link === undefined ? [] : [`Link: ${author.link}`]),
    ].join("\n"),
    kind: record.kind,
    release,
    mood: MOODS[record.kind] ?? "info",
  };
}

const MOODS: Partial<Record<Kind, Announcement["mood"]>> = {
  promote: "success",
  finish: "success",
  "step back": "warning",
  halt: "warning",
  "roll back": "error",
  revert: "error",
};

/** The release that moved: what was taken away by a roll back or a revert, else the canary. */
function subjectOf({ kind, canary, owed }: RolloutRecord): Release {
  return owed && (kind === "roll back" || kind === "revert") ? owed.release : canary;
}

function happened(record: RolloutRecord): string {
  const { kind, from, percentage, stable, previous } = record;
  const moved = `${from?.percentage ?? 0} % -> ${percentage} % of traffic`;
  switch (kind) {
    case "first":
      return "stable";
    case "prepare":
      return hasCanary(record) ? "on the canary host, 0 % of traffic" : "no canary beside it";
    case "start":
    case "advance":
    case "step back":
      return moved;
    case "halt":
      return `halted at ${percentage} % of traffic`;
    case "resume":
      return "halted no longer, 0 % of traffic";
    case "roll back":
    case "revert":
      return `${moved}, everyone on ${stable.version}`;
    case "promote":
      return `stable${previous ? ` in place of ${previous.version}` : ""}`;
    case "finish":
      return "everyone is on it";
  }
}

/** The reason in the block that was applied, if there was one. */
function reasonOf({ record, blocks }: AppliedTransition): string | undefined {
  const { kind, enteredAt, halted } = record;
  if (kind === "resume") return blocks.resume && `${blocks.resume.rootCause} (${blocks.resume.by})`;
  const said = halted.find(
    ({ release, at }) => at === enteredAt && isRelease(release, subjectOf(record)),
  );
  if (!said) return undefined;
  return said.trigger === undefined ? said.reason : `${said.trigger}: ${said.reason}`;
}

const OF_THE_RELEASE: readonly (string | undefined)[] = MONITORS.filter(
  ({ scope }) => scope === "canary",
).map(({ key }) => key);

/** The release's own numbers, and what is not well; that all else is, goes without saying. */
function isReported({ key, verdict }: Measurement): boolean {
  return verdict !== "open" || key === undefined || OF_THE_RELEASE.includes(key);
}
