import { globSync, readFileSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { AUDIT } from "./reports/audit.ts";
import { CLEARED } from "./reports/cleared.ts";
import { COVERAGE } from "./reports/coverage.ts";
import { ESLINT } from "./reports/eslint.ts";
import { JUNIT } from "./reports/junit.ts";
import { MIGRATIONS } from "./reports/migrations.ts";
import { firstOf, inShort, ReportError, sumOf } from "./reports/reading.ts";
import type { Counts, Culprit, Format, Limits, Reading } from "./reports/reading.ts";
import { SARIF } from "./reports/sarif.ts";
import { decode } from "./reports/text.ts";
import { why } from "./verified.ts";

export type { Limits } from "./reports/reading.ts";

/** The kinds of report that are read. */
const FORMATS = {
  junit: JUNIT,
  coverage: COVERAGE,
  eslint: ESLINT,
  sarif: SARIF,
  audit: AUDIT,
  migrations: MIGRATIONS,
  cleared: CLEARED,
} as const satisfies Readonly<Record<string, Format>>;
export type ReportKind = keyof typeof FORMATS;

/** Where a command's reports are: a path in its folder, which may have `*` in it; or STDOUT. */
export type Reports = { readonly [K in ReportKind]?: string | undefined };

/** In place of a path: what the command prints on standard output. */
export const STDOUT = "-";

export interface Source {
  readonly reports: Reports;
  readonly limits: Limits;
  /** The folder that the command ran in. */
  readonly folder: string;
  /** What it printed. */
  readonly stdout: Uint8Array;
  /** When it began, in Unix milliseconds: an older report is another run's. */
  readonly since: number;
}

/** What the reports of one command say. */
export interface Readings {
  readonly verdict: "pass" | "fail";
  /** In a line: `212 tests, 0 failures, 0 errors, 3 skipped in 4 files`; empty where none could be read. */
  readonly observed: string;
  /** The sums of all files. */
  readonly counts: Counts;
  /** What is wrong with those that cannot be counted on, as text that names them. */
  readonly faults: readonly string[];
}

/** The largest report that is read, in bytes. */
const LARGEST = 64e6;

/** File systems keep times more coarsely than the clock: so much older is this run's still. */
const COARSE = 2000;

/** How many files are named of many, and what of each. */
const NAMED = 3;

/** Read all reports of a command. Never throws: a missing report is a fault. */
export function readReports(source: Source): Readings {
  const kinds = (Object.keys(FORMATS) as ReportKind[]).flatMap((kind) => {
    const path = source.reports[kind];
    return path === undefined ? [] : [readKind(FORMATS[kind], path, source)];
  });
  return {
    verdict: kinds.every(({ verdict }) => verdict === "pass") ? "pass" : "fail",
    observed: kinds.flatMap(({ observed }) => observed || []).join("; "),
    counts: sumOf(kinds.map(({ counts }) => counts)),
    faults: kinds.flatMap(({ faults }) => faults),
  };
}

/** All reports of one kind: what they say is summed before it is judged. */
function readKind(format: Format, path: string, source: Source): Readings {
  const files = path === STDOUT ? [STDOUT] : filesAt(path, source.folder);
  if (files.length === 0)
    return { verdict: "fail", observed: "", counts: {}, faults: [`${path} was not written`] };
  const readings: { readonly file: string; readonly reading: Reading }[] = [];
  const unread: string[] = [];
  for (const file of files) {
    const name = file === STDOUT ? "what it printed" : file;
    try {
      readings.push({ file: name, reading: format.read(textOf(file, source)) });
    } catch (error) {
      const message =
        error instanceof ReportError ? error.message : `cannot be read: ${why(error)}`;
      unread.push(`${name} ${message}`);
    }
  }
  const faults = firstOf(unread, NAMED, "more files that cannot be read");
  if (readings.length === 0) return { verdict: "fail", observed: "", counts: {}, faults };
  const counts = sumOf(readings.map(({ reading }) => reading.counts));
  const sum = format.judge(counts, source.limits);
  // Of one file, its numbers are the sum's: they are not printed twice.
  const isNews = ({ message: text }: Culprit) => files.length > 1 || !sum.observed.includes(text);
  const wrong = readings
    .map(({ file, reading: { faults, culprits } }) => {
      const named = culprits.filter((one) => sum.refused.includes(one.of) && isNews(one));
      return { file, faults, culprits: named.sort(worstFirst(sum.refused)) };
    })
    .filter((one) => one.faults.length + one.culprits.length > 0)
    .sort(worstFileFirst(sum.refused))
    .map((one) => {
      const all = [...one.faults, ...one.culprits.map(({ message: text }) => text)];
      const label = firstOf(all, NAMED).join(", ");
      return files.length > 1 ? `${inShort(one.file)}: ${label}` : label;
    });
  const of = files.length > 1 ? ` in ${files.length} files` : "";
  return {
    verdict: sum.refused.length + unread.length + wrong.length > 0 ? "fail" : "pass",
    observed: [`${sum.observed}${of}`, ...firstOf(wrong, NAMED, "more files")].join("; "),
    counts,
    faults,
  };
}

type Order<T> = (a: T, b: T) => number;

function worstFirst(refused: readonly string[]): Order<Culprit> {
  return (a, b) => refused.indexOf(a.of) - refused.indexOf(b.of) || b.weight - a.weight;
}

/** What is wrong whatever the limits are comes first, then what is the most of what is refused. */
function worstFileFirst(refused: readonly string[]): Order<Pick<Reading, "faults" | "culprits">> {
  const worst = worstFirst(refused);
  return (a, b) => {
    const [first, second] = [a.culprits[0], b.culprits[0]];
    if (a.faults.length > 0 !== b.faults.length > 0) return b.faults.length - a.faults.length;
    if (first && second) return worst(first, second);
    return first ? -1 : second ? 1 : 0;
  };
}

function filesAt(pattern: string, folder: string): string[] {
  return globSync(pattern, { cwd: folder }).sort();
}

function textOf(file: string, { folder, stdout, since }: Source): string {
  if (file === STDOUT) return decode(stdout);
  const path = realpathSync(resolve(folder, file));
  if (relative(realpathSync(folder), path).split(sep)[0] === "..")
    throw new ReportError("leads out of the checkout");
  const { mtimeMs, size } = statSync(path);
  if (mtimeMs < since - COARSE)
    throw new ReportError(`is of ${new Date(mtimeMs).toISOString()}: this run did not write it`);
  if (size > LARGEST) throw new ReportError(`is larger than ${LARGEST / 1e6} MB`);
  return decode(readFileSync(path));
}
