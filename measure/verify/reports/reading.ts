/** What a report says. */
export interface Reading {
  readonly verdict: "pass" | "fail";
  /** In a line: `212 tests, 0 failed, 3 skipped`. */
  readonly seen: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A report that cannot be read, in words that follow its name: `is not JSON`. It counts as a failure. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}

/** Parse a report in JSON. Throws (`ReportError`). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReportError("is not JSON");
  }
}

/** The counts in words, by their names: `212 tests, 0 failures`. */
export function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
