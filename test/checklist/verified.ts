import type { Bounds, Entry, EvidenceFile } from "../../checklist/evidence.ts";

export const NOW = "2026-01-31T12:00:00.000Z";

/** A release, items of both kinds, and a time. */
export const BOUNDS: Bounds = {
  release: { version: "1.5.0", commit: "1".repeat(40), deployment: "dpl_new" },
  items: new Map([
    ["cq-lint", "command"],
    ["cq-tsc", "command"],
    ["doc-learnings", "person"],
  ]),
  now: NOW,
};

/** What a command has recorded for `cq-lint`, with some keys changed, or gone where undefined. */
export function entry(changes: { [K in keyof Entry]?: Entry[K] | undefined } = {}): Entry {
  const { commit, deployment } = BOUNDS.release;
  const all = {
    item: "cq-lint",
    verdict: "pass",
    by: { command: ["npm", "run", "lint"] },
    at: NOW,
    commit,
    deployment,
    exitStatus: 0,
    digest: `sha256:${"a".repeat(64)}`,
    ...changes,
  };
  const left = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(left) as unknown as Entry;
}

export function fileOf(...evidence: Entry[]): EvidenceFile {
  return { schema: 1, release: BOUNDS.release, evidence };
}
