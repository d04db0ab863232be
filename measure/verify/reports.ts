import { globSync, readFileSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { readAudit } from "./reports/audit.ts";
import { readCleared } from "./reports/cleared.ts";
import { readCoverage } from "./reports/coverage.ts";
import { readEslint } from "./reports/eslint.ts";
import { readJunit } from "./reports/junit.ts";
import { readMigrations } from "./reports/migrations.ts";
import { ReportError, type Reading } from "./reports/reading.ts";
import { readSarif } from "./reports/sarif.ts";
import { why } from "./shown.ts";

/** The kinds of report that are read. */
export const REPORTS = [
  "junit",
  "coverage",
  "eslint",
  "sarif",
  "audit",
  "migrations",
  "cleared",
] as const;
export type ReportKind = (typeof REPORTS)[number];

/** Where a command's reports are: a path in its folder, which may have `*` in it; or STDOUT. */
export type Reports = { readonly [K in ReportKind]?: string | undefined };

/** In place of a path: what the command prints on standard output. */
export const STDOUT = "-";

/** What a report is judged by, beside what is right for everyone. */
export interface Limits {
  /** The most tests that may be skipped. Default 0. */
  readonly skipped?: number | undefined;
  /** The share of lines that must be covered, in percent. Default 0. */
  readonly coverage?: number | undefined;
}

export interface Source {
  readonly reports: Reports;
  readonly limits: Limits;
  /** The folder that the command ran in. */
  readonly folder: string;
  /** What it printed. */
  readonly stdout: string;
  /** When it began, in Unix milliseconds: an older report is another run's. */
  readonly since: number;
}

/** What the reports say, and what is wrong with those that cannot be counted on, in words. */
export interface Readings {
  readonly readings: readonly Reading[];
  readonly faults: readonly string[];
}

/** The largest report that is read, in bytes. */
const LARGEST = 64e6;

/** File systems keep times more coarsely than the clock: so much older is this run's still. */
const COARSE = 2000;

/** Read all reports of a command. Never throws: a missing report is a fault. */
export function readReports(source: Source): Readings {
  const readings: Reading[] = [];
  const faults: string[] = [];
  for (const kind of REPORTS) {
    const path = source.reports[kind];
    if (path === undefined) continue;
    const files = path === STDOUT ? [STDOUT] : filesAt(path, source.folder);
    if (files.length === 0) faults.push(`${path} was not written`);
    for (const file of files) {
      const name = file === STDOUT ? "what it printed" : file;
      try {
        readings.push(readerOf(kind, source.limits)(textOf(file, source)));
      } catch (error) {
        faults.push(
          error instanceof ReportError
            ? `${name} ${error.message}`
            : `${name} cannot be read: ${why(error)}`,
        );
      }
    }
  }
  return { readings, faults };
}

function readerOf(
  kind: ReportKind,
  { skipped = 0, coverage = 0 }: Limits,
): (text: string) => Reading {
  switch (kind) {
    case "junit":
      return (text) => readJunit(text, skipped);
    case "coverage":
      return (text) => readCoverage(text, coverage);
    case "eslint":
      return readEslint;
    case "sarif":
      return readSarif;
    case "audit":
      return readAudit;
    case "migrations":
      return readMigrations;
    case "cleared":
      return readCleared;
  }
}

function filesAt(pattern: string, folder: string): string[] {
  return globSync(pattern, { cwd: folder }).sort();
}

function textOf(file: string, { folder, stdout, since }: Source): string {
  if (file === STDOUT) return stdout;
  const path = realpathSync(resolve(folder, file));
  if (relative(realpathSync(folder), path).split(sep)[0] === "..")
    throw new ReportError("leads out of the checkout");
  const { mtimeMs, size } = statSync(path);
  if (mtimeMs < since - COARSE)
    throw new ReportError(`is of ${new Date(mtimeMs).toISOString()}: this run did not write it`);
  if (size > LARGEST) throw new ReportError(`is larger than ${LARGEST / 1e6} MB`);
  return readFileSync(path, "utf8");
}
