import assert from "node:assert/strict";
import { readReports, type Limits, type ReportKind } from "../../../../measure/verify/reports.ts";

/** A kind of what a reader meets: who writes it, in which version, and what comes of it. */
export interface Kind {
  /** The writer and its version, or the part of the standard that has it. */
  readonly writer: string;
  /** What it is, after "passes" or "fails". */
  readonly what: string;
  /** The report, as text or as what JSON is made of. */
  readonly report: unknown;
  readonly limits?: Limits;
  readonly verdict: "pass" | "fail";
  /** What is said of it: all of it, or a pattern. */
  readonly says: string | RegExp;
}

/** What comes of a report that a command printed. */
export function judged(kind: ReportKind, report: string | Uint8Array, limits: Limits = {}) {
  const stdout = typeof report === "string" ? Buffer.from(report) : report;
  const source = { reports: { [kind]: "-" }, limits, folder: ".", stdout, since: 0 };
  const { verdict, observed, faults } = readReports(source);
  return { verdict, says: [observed, ...faults].filter((part) => part !== "").join("; ") };
}

/** A test for each kind of a table. */
export function judges(kind: ReportKind, table: readonly Kind[]): void {
  for (const { writer, what, report, limits, verdict, says } of table)
    it(`${verdict === "pass" ? "passes" : "fails"} ${what} (${writer})`, () => {
      const text = typeof report === "string" ? report : JSON.stringify(report);
      const result = judged(kind, text, limits);
      if (typeof says === "string") assert.equal(result.says, says);
      else assert.match(result.says, says);
      assert.equal(result.verdict, verdict);
    });
}
