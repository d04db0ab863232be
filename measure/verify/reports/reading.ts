import type { z } from "zod";

/** Numbers by their names, which add up over several reports. */
export type Counts = Readonly<Record<string, number>>;

/** What a report says. */
export interface Reading {
  readonly counts: Counts;
  /** What is wrong with it whatever the limits are, as text that follows its name. */
  readonly faults: readonly string[];
  /** What counts against it where the sum is refused. */
  readonly culprits: readonly Culprit[];
}

/** A part of a count, which is named where the sum of that is refused. */
export interface Culprit {
  /** The count's name. */
  readonly of: string;
  /** `pays failed`, `3 skipped`. */
  readonly message: string;
  /** How much of the sum it is, to name the worst first. */
  readonly weight: number;
}

/** What a team may require of its reports. A limit is of the sum of all reports of one command. */
export interface Limits {
  /** The most tests that may be skipped. Default 0. */
  readonly skipped?: number | undefined;
  /** The share of lines that must be covered, in percent. Default 0. */
  readonly coverage?: number | undefined;
  /** The most errors that a scan may find. Default 0. */
  readonly errors?: number | undefined;
  /** The most warnings that a scan or a linter may find. Default: any number. */
  readonly warnings?: number | undefined;
  /** The most results that a scan may find, whatever their level. Default: any number. */
  readonly any?: number | undefined;
}

/** A kind of report. */
export interface Format {
  /** Throws (`ReportError`) where the text is no such report, or says what is not known here. */
  readonly read: (text: string) => Reading;
  /**
   * What the sum of a command's reports says in a line, and the names of the counts that are refused, the
   * worst first.
   */
  readonly judge: (
    sum: Counts,
    limits: Limits,
  ) => { readonly observed: string; readonly refused: readonly string[] };
}

/** A report that cannot be read, as text that follows its name: `is not JSON`. It counts as a failure. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}

/** Parse a report in JSON, past a byte order mark. A property that is null is absent. Throws (`ReportError`). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""), (_, value: unknown) =>
      value === null ? undefined : value,
    );
  } catch (error) {
    const message = error instanceof Error ? inShort(error.message) : "";
    throw new ReportError(`is not JSON: ${text.trim() === "" ? "it is empty" : message}`);
  }
}

/** A report in JSON by its schema. Throws (`ReportError`) with the place of what is wrong. */
export function readJson<T>(text: string, schema: z.ZodType<T>, what: string): T {
  const value = parseJson(text);
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ReportError(`is ${what}: ${issue ? misplaced(issue, value) : "it cannot be read"}`);
}

/** What is wrong in a report, with its place: `runs[0].version is 3, and must be "2.1.0"`. */
function misplaced(issue: z.core.$ZodIssue, report: unknown): string {
  const result = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    report,
  );
  const place = placeOf(issue.path);
  if (result === undefined) return `${place} is missing`;
  return `${place} is ${inShort(JSON.stringify(result))}, and must ${allowed(issue)}`;
}

/** What a value must do, in a message of our own: the library's do not help who mends a report. */
function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `be ${issue.values.map((one) => JSON.stringify(one)).join(" or ")}`;
    case "invalid_type":
      return `be of type ${issue.expected}`;
    case "invalid_union":
      return issue.errors.map(([one]) => (one ? allowed(one) : "be another")).join(", or ");
    case "too_small":
      return issue.origin === "array"
        ? `have ${issue.minimum} or more entries`
        : `be ${issue.minimum} or more`;
    case "too_big":
      return `be ${issue.maximum} or less`;
    default:
      return `be another: ${issue.message}`;
  }
}

/** A path in a report as it is written in JavaScript. */
export function placeOf(path: readonly PropertyKey[]): string {
  const place = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
  return place === "" ? "it" : place;
}

/**
 * The counts as text, by their names, and the limits of those that exceed them:
 * `212 tests, 0 failures, 3 skipped (2 may be)`.
 */
export function describeCounts(
  counts: Counts,
  limits: Readonly<Record<string, number>> = {},
): string {
  return Object.entries(counts)
    .map(([name, count]) => {
      const most = limits[name] ?? Infinity;
      return `${count} ${name}${count > most ? ` (${most} may be)` : ""}`;
    })
    .join(", ");
}

/** The sum of counts, name by name. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Names of counts, of those that are said to be refused. */
export function refusing(counts: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(counts).filter((name) => counts[name]);
}

/** The first of several, as text, and how many more there are. */
export function firstOf(texts: readonly string[], most: number, more = "more"): string[] {
  const rest = texts.length - most;
  return rest > 0 ? [...texts.slice(0, most), `and ${rest} ${more}`] : [...texts];
}

/** What a report says, in one line that is not long. */
export function inShort(text: string, most = 80): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
