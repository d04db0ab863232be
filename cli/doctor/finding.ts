/** What a fault would stop: the next `pulumi up`, the next start, a roll back. */
export const PURPOSES = ["up", "start", "rollback"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Whether something is in order, is not, or could not be found out. */
export type Verdict = "ok" | "fault" | "unknown";

/** One thing that a check found. */
export interface Finding {
  readonly verdict: Verdict;
  /** What was found, in words. */
  readonly observed: string;
  /** What is needed; nothing where all is in order. */
  readonly expected?: string | undefined;
  /** What to do; where it could not be found out, what that takes. */
  readonly remedy?: string | undefined;
  /** Whether people should read it though all is in order; default false. */
  readonly notable?: boolean | undefined;
  /** What this one would stop, where that is less than the check is for. */
  readonly stops?: readonly Purpose[] | undefined;
}

/** Something is in order. */
export function ok(observed: string): Finding {
  return { verdict: "ok", observed };
}

/** Something is in order, and people should know it. */
export function notable(observed: string): Finding {
  return { verdict: "ok", observed, notable: true };
}

/** Something would stop what it is for. */
export function fault(
  observed: string,
  expected: string,
  remedy: string,
  stops?: readonly Purpose[],
): Finding {
  return { verdict: "fault", observed, expected, remedy, stops };
}

/** Something could not be found out, which is not in order either. */
export function unknown(observed: string, remedy: string, stops?: readonly Purpose[]): Finding {
  return { verdict: "unknown", observed, remedy, stops };
}
