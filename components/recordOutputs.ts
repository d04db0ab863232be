import { createHash } from "node:crypto";
import { inBrief } from "../rollout/inBrief.ts";
import { isUnreadable, readRecord, type FrozenEvidence } from "../rollout/record.ts";

/** What a stack's outputs say of its record, for people: the record itself is in the state. */
export interface RecordOutputs {
  /** The rollout in one line: `1.5.0 at 25 %, stable 1.4.0`. */
  readonly rollout: string;
  /** The evidence that counted at the last transition: `11 items, sha256:4f1c9a0b27de`. */
  readonly evidence: string;
}

/** @param raw the record as the state holds it */
export function recordOutputs(raw: unknown): RecordOutputs {
  const record = readRecord(raw);
  if (!record) return { rollout: "no record", evidence: "none" };
  if (isUnreadable(record)) return { rollout: "the record cannot be read", evidence: "unknown" };
  return { rollout: inBrief(record), evidence: digestOf(record.evidence) };
}

function digestOf(evidence: readonly FrozenEvidence[]): string {
  if (evidence.length === 0) return "none";
  const lines = evidence.map(
    ({ item, verdict, at, digest }) => `${item} ${verdict} ${at} ${digest}`,
  );
  const hash = createHash("sha256").update(lines.sort().join("\n")).digest("hex").slice(0, 12);
  return `${evidence.length} ${evidence.length === 1 ? "item" : "items"}, sha256:${hash}`;
}
