import { z } from "zod";
import type { RecordedEvidence } from "../rollout/facts.ts";
import type { Release } from "../rollout/release.ts";
import { instant, secondsBetween, type Instant } from "../rollout/time.ts";

/** The format of an evidence file; a file of another number is not read. */
const SCHEMA = 1;

/** The largest evidence file that is read, in bytes. */
export const LARGEST = 1_000_000;

/** Who may verify an item: a command alone, or a person too. */
export type VerifiedBy = "command" | "person";

/** What the evidence of a release is judged by. */
export interface Bounds {
  readonly release: Release;
  /** The items that evidence is kept for, by id. */
  readonly items: ReadonlyMap<string, VerifiedBy>;
  readonly now: Instant;
}

/** Text for people in one line: no control characters, which a terminal would obey. */
const line = (most: number) => z.string().regex(new RegExp(`^[^\\p{Cc}]{1,${most}}$`, "u"));

const entry = z
  .strictObject({
    /** The checklist's id of the item. */
    item: line(64),
    verdict: z.enum(["pass", "fail"]),
    /** What showed it: a command with its arguments, a check of our own, or a person. */
    by: z.union([
      z.strictObject({ command: z.array(z.string()).min(1).readonly() }).readonly(),
      z.strictObject({ check: line(200) }).readonly(),
      z.strictObject({ person: line(200) }).readonly(),
    ]),
    /** When it was verified, in UTC. */
    at: instant,
    /** The app's commit, and the deployment, that it was verified for. */
    commit: line(64),
    deployment: line(128),
    /** What a command exited with. */
    exitStatus: z.int().min(0).max(255).optional(),
    /** How long it took. */
    seconds: z.number().min(0).optional(),
    /** Of all that was printed or found. */
    digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    /** Numbers that were read, by name: `tests`, `failures`. */
    counts: z.record(line(64), z.number()).readonly().optional(),
    link: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    /** What was found, or stated, in a line. */
    note: line(1000).optional(),
  })
  .readonly();

const evidenceFile = z
  .strictObject({
    schema: z.literal(SCHEMA),
    release: z
      .strictObject({ version: line(64), commit: line(64), deployment: line(128) })
      .readonly(),
    evidence: z.array(entry).readonly(),
  })
  .readonly();

/** The evidence for one item of one release. */
export type Entry = z.infer<typeof entry>;

/** All evidence for a release. */
export type EvidenceFile = z.infer<typeof evidenceFile>;

/** An evidence file as it was read: sound, or with everything that is wrong with it, as text. */
export type ReadEvidence =
  | { readonly file: EvidenceFile; readonly faults: readonly [] }
  | { readonly file?: undefined; readonly faults: readonly [string, ...string[]] };

/** What each key takes, as text. */
const TAKES: Readonly<Record<string, string>> = {
  schema: `must be ${SCHEMA}`,
  release: "must be a block of version, commit, deployment",
  evidence: "must be a list",
  item: "must be the id of a checklist item",
  verdict: "must be pass or fail",
  by: "must be one of command (a list of arguments), check and person",
  at: 'must be a time in UTC, such as "2026-01-31T12:00:00.000Z"',
  commit: "must be the app's commit",
  deployment: "must be a deployment id",
  exitStatus: "must be a whole number from 0 to 255",
  seconds: "must be a number of seconds",
  digest: "must be sha256: and 64 hexadecimal digits",
  counts: "must be numbers by name",
  link: "must be an http or https address",
  note: "must be a line of 1 to 1,000 characters",
};

/** Read an evidence file's text. A file with one fault counts for nothing. Never throws. */
export function readEvidenceText(text: string, bounds: Bounds): ReadEvidence {
  const parsed = parse(text);
  if (typeof parsed === "string") return { faults: [parsed] };
  const read = evidenceFile.safeParse(parsed.value);
  const [first, ...more] = read.success
    ? faultsOf(read.data, bounds)
    : read.error.issues.flatMap((issue) => describe(issue, parsed.value));
  if (first !== undefined) return { faults: [first, ...more] };
  return read.success ? { file: read.data, faults: [] } : { faults: ["cannot be read"] };
}

/** The file with an entry in it, in place of the one before for the same item; entries by item. */
export function withEntry(
  file: EvidenceFile | undefined,
  { version, commit, deployment }: Release,
  entry: Entry,
): EvidenceFile {
  const others = (file?.evidence ?? []).filter(({ item }) => item !== entry.item);
  return {
    schema: SCHEMA,
    release: { version, commit, deployment },
    evidence: [...others, entry].sort((a, b) => (a.item < b.item ? -1 : 1)),
  };
}

/** A file's entries as the rules take them. */
export function entriesIn(file: EvidenceFile): RecordedEvidence[] {
  return file.evidence.map(({ item, verdict, at, deployment, digest }) => ({
    item,
    release: deployment,
    verdict,
    at,
    digest,
  }));
}

function parse(text: string): { readonly value: unknown } | string {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return `is not JSON: ${shorten(error instanceof Error ? error.message : String(error))}`;
  }
}

/** What is wrong with a file of the right form. */
function faultsOf({ release: own, evidence }: EvidenceFile, bounds: Bounds): string[] {
  const { release } = bounds;
  const faults: string[] = [];
  if (own.commit !== release.commit || own.deployment !== release.deployment) {
    faults.push(
      `is for ${own.version} (commit ${own.commit}, deployment ${own.deployment}), not for ${release.version} (commit ${release.commit}, deployment ${release.deployment})`,
    );
  }
  evidence.forEach((one, index) => {
    const earlier = evidence.slice(0, index).some(({ item }) => item === one.item);
    for (const fault of [...(earlier ? ["is there twice"] : []), ...faultsOfEntry(one, bounds)])
      faults.push(`${nameOf(index, one)} ${fault}`);
  });
  return faults;
}

function faultsOfEntry(one: Entry, { release, items, now }: Bounds): string[] {
  const faults: string[] = [];
  const verifiedBy = items.get(one.item);
  if (verifiedBy === undefined) faults.push("is no checklist item that evidence is kept for");
  if (verifiedBy === "command" && "person" in one.by)
    faults.push(`was attested by ${one.by.person}, and only a command can verify it`);
  if (one.commit !== release.commit)
    faults.push(`is for commit ${one.commit}, not ${release.commit}`);
  if (one.deployment !== release.deployment)
    faults.push(`is for deployment ${one.deployment}, not ${release.deployment}`);
  if (secondsBetween(now, one.at) > 0)
    faults.push(`is dated ${one.at}, which is not yet: it is ${now}`);
  if ("command" in one.by && one.verdict === "pass" && one.exitStatus !== 0)
    faults.push(`says pass, and its command exited with ${one.exitStatus ?? "nothing"}, not 0`);
  return faults;
}

function describe({ path, ...issue }: z.core.$ZodIssue, value: unknown): string[] {
  const [top, index, ...rest] = path;
  const isEntry = top === "evidence" && typeof index === "number";
  const place = isEntry ? `${nameOf(index, at(value, [top, index]))}: ` : "";
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => `${place}${key} is no key`);
  const key = isEntry ? rest[0] : (index ?? top);
  if (key === undefined) return [`${place}must be a block`];
  const where = isEntry ? [top, index, key] : [top ?? "", ...(index === undefined ? [] : [index])];
  return [
    `${place}${String(key)} ${format(at(value, where))}, ${TAKES[String(key)] ?? "is wrong"}`,
  ];
}

function nameOf(index: number, entry: unknown): string {
  const item = at(entry, ["item"]);
  return `entry ${index + 1}${typeof item === "string" ? ` (${shorten(item)})` : ""}`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (result, key) =>
      typeof result === "object" && result !== null && Object.hasOwn(result, key)
        ? (result as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

function format(value: unknown): string {
  return value === undefined ? "is missing" : `is ${shorten(JSON.stringify(value))}`;
}

/** A value in a message: short, and without what a terminal would obey. */
function shorten(text: string): string {
  const plain = text.replace(/\p{Cc}/gu, "?");
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
