import { createHash } from "node:crypto";
import type { Entry } from "../../checklist/evidence.ts";

/** What a verifier found of an item. */
export interface Verified {
  readonly verdict: "pass" | "fail";
  readonly by: Entry["by"];
  /** What was found, in a line: `212 tests, 0 failed, 3 skipped`. */
  readonly observed: string;
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** What a command exited with; absent where none ran to its end. */
  readonly exitStatus?: number | undefined;
  /** `sha256:` of all that was printed or found. */
  readonly digest: string;
  /** The end of what was printed, for whoever mends a failure. */
  readonly end: string;
}

/**
 * Verifies one item. It ends soon after the signal aborts, with nothing that it started left running,
 * and rejects where it cannot decide, with the reason; both count as a failure.
 */
export type Verifier = (signal: AbortSignal) => Promise<Verified>;

/** What a check of our own found: a line of the verdict, and what it checked. */
export interface CheckResult {
  /** What is wrong, as text; none means that all is well. */
  readonly faults: readonly string[];
  /** What was found where all is well. */
  readonly observed: string;
  readonly counts?: Readonly<Record<string, number>>;
  /** All that was checked, of which the digest is made. */
  readonly details: string;
}

/** A verifier out of a check of our own, by the name that the evidence has it under. */
export function checking(
  name: string,
  check: (signal: AbortSignal) => Promise<CheckResult>,
): Verifier {
  return async (signal) => {
    const { faults, observed, counts, details } = await check(signal);
    return {
      verdict: faults.length === 0 ? "pass" : "fail",
      by: { check: name },
      observed: faults.length === 0 ? observed : faults.join("; "),
      counts,
      digest: digestOf(details),
      end: details,
    };
  };
}

/** Several checks as one, one after the other; everything wrong is reported. */
export async function all(checks: readonly Promise<CheckResult>[]): Promise<CheckResult> {
  const result = await Promise.all(checks);
  return {
    faults: result.flatMap(({ faults }) => faults),
    observed: result.map(({ observed }) => observed).join("; "),
    counts: Object.assign({}, ...result.map(({ counts }) => counts)) as Record<string, number>,
    details: result.map(({ details }) => details).join("\n"),
  };
}

export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Why something failed, as text: of a failed `fetch` what lies behind it. */
export function why(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof AggregateError) return cause.errors.map(why).join(", ");
  return cause instanceof Error ? cause.message : String(cause);
}
