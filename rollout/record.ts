import { z } from "zod";
import { instant, WHEN_APPLIED } from "./time.ts";

/** The record's format; a record of another number is not read. */
export const SCHEMA = 1;

/** What a roll back records as its reason where nobody gave one. */
export const REASON_NOT_GIVEN = "not given";

const timestamp = z.union([instant, z.literal(WHEN_APPLIED)]);

const release = z
  .strictObject({
    version: z.string().min(1),
    commit: z.string().min(1),
    deployment: z.string().min(1),
  })
  .readonly();

const percentage = z.int().min(0).max(100);

/** How a rollout can have ended. */
const ending = z.enum(["finish", "roll back", "revert"]);

const recordSchema = z
  .strictObject({
    schema: z.literal(SCHEMA),
    /** The release that serves everyone. */
    stable: release,
    /** The release being rolled out; the stable one where there is none. */
    canary: release,
    /** What was stable before the last promote. */
    previous: release.optional(),
    percentage,
    /** The plan as it was at the start. */
    plan: z
      .array(z.strictObject({ percentage: percentage.min(1), soak: z.number().min(0) }).readonly())
      .min(1)
      .readonly(),
    /** The exemptions by which the plan fell short of the checklist's at the start; absent where it did not. */
    exempted: z
      .array(
        z
          .strictObject({
            item: z.string().min(1),
            by: z.string(),
            reason: z.string(),
            expires: instant,
          })
          .readonly(),
      )
      .readonly()
      .optional(),
    /** When the last transition was applied; what a soak counts from. */
    enteredAt: timestamp,
    /** The transition that made this record. */
    kind: z.enum([
      "first",
      "prepare",
      "start",
      "advance",
      "step back",
      "halt",
      "resume",
      "roll back",
      "promote",
      "finish",
      "revert",
    ]),
    /** Where the transition came from. */
    from: z.strictObject({ percentage, enteredAt: timestamp }).readonly().optional(),
    /** What counted at the transition, frozen. */
    evidence: z
      .array(
        z
          .strictObject({
            item: z.string().min(1),
            verdict: z.enum(["pass", "exempt"]),
            at: timestamp,
            digest: z.string(),
          })
          .readonly(),
      )
      .readonly(),
    /** Releases known to be bad; only a resume takes one out. */
    halted: z
      .array(
        z
          .strictObject({
            release,
            trigger: z.string().optional(),
            reason: z.string(),
            at: timestamp,
          })
          .readonly(),
      )
      .readonly(),
    /** The blocks of config that were applied, so that none acts twice. */
    acted: z
      .array(
        z
          .strictObject({
            block: z.enum(["rollback", "halt", "resume"]),
            release: z.string(),
            at: z.string(),
          })
          .readonly(),
      )
      .readonly(),
    /** How the last rollout ended: its close-out is owed at the next start. */
    owed: z.strictObject({ ended: ending, release, at: timestamp }).readonly().optional(),
  })
  .readonly();

/** The stack's record of the rollout. */
export type RolloutRecord = z.infer<typeof recordSchema>;
export type Kind = RolloutRecord["kind"];
export type Ending = z.infer<typeof ending>;
export type FrozenEvidence = RolloutRecord["evidence"][number];

/** A record that this version cannot read, kept as it was found. */
export interface UnreadableRecord {
  /** Why, as text. */
  readonly unreadable: string;
  readonly raw: unknown;
}

/** What was found in the state: nothing, a record, or something that is not one. */
export type StoredRecord = RolloutRecord | UnreadableRecord | undefined;

export function isUnreadable(stored: StoredRecord): stored is UnreadableRecord {
  return stored !== undefined && "unreadable" in stored;
}

/** A record that can be read; undefined where there is none. */
export function readable(stored: StoredRecord): RolloutRecord | undefined {
  return stored && !isUnreadable(stored) ? stored : undefined;
}

/** Read what the state holds; `undefined` where it holds no record. Never throws. */
export function readRecord(raw: unknown): StoredRecord {
  if (raw === undefined || raw === null) return undefined;
  const schema = typeof raw === "object" && "schema" in raw ? raw.schema : undefined;
  if (typeof schema === "number" && schema > SCHEMA) {
    return {
      unreadable: `it was written by a later version (schema ${schema}, this one reads ${SCHEMA})`,
      raw,
    };
  }
  const read = recordSchema.safeParse(raw);
  return read.success
    ? read.data
    : { unreadable: z.prettifyError(read.error).replaceAll("\n", " "), raw };
}
