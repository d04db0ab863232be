import { unknown, type Finding, type Purpose, type Verdict } from "./finding.ts";
import type { Check } from "./check.ts";
import type { Context } from "./context.ts";
import { engineMessages } from "../engine/engine.ts";
import { PermissionMissing, VendorFailure } from "../../vendors/failures.ts";
import { NotChecked } from "./notChecked.ts";

/** What came of a check. */
export interface Checked {
  readonly check: Check;
  /** Those that matter for what was requested. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  readonly seconds: number;
}

/** How long a check may take where it does not say, in seconds. */
const LIMIT = 30;

/**
 * Run checks side by side, each within its own limit. One that rejects or does not end is unknown. Never
 * rejects.
 *
 * @param purposes what is to be possible: findings that stop nothing of that are left out
 */
export function runChecks(
  checks: readonly Check[],
  context: Context,
  purposes: readonly Purpose[],
): Promise<readonly Checked[]> {
  const matters = (stops: readonly Purpose[]) => stops.some((one) => purposes.includes(one));
  return Promise.all(
    checks
      .filter((check) => matters(check.for))
      .map(async (check): Promise<Checked> => {
        const started = performance.now();
        const all = await findingsOf(check, context);
        const findings = all.filter(({ stops = check.for }) => matters(stops));
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        return { check, findings, verdict: worst(findings), seconds };
      }),
  );
}

async function findingsOf(check: Check, context: Context): Promise<readonly Finding[]> {
  const { id, seconds = LIMIT } = check;
  const again = `run canary doctor again; if it stays, canary doctor --format json has the details of ${id}`;
  const over = new AbortController();
  const { promise: late, resolve } = Promise.withResolvers<readonly Finding[]>();
  const timer = setTimeout(() => {
    resolve([unknown(`the check did not end within ${seconds} s`, again)]);
    over.abort();
  }, seconds * 1000);
  try {
    return await Promise.race([
      late,
      // Rejects too where it throws before it returns a promise.
      Promise.resolve().then(() => check.run(context, over.signal)),
    ]);
  } catch (error) {
    if (error instanceof NotChecked) return [unknown(error.message, error.remedy)];
    if (error instanceof PermissionMissing)
      return [
        unknown(
          `${error.vendor} refuses to ${error.what}: ${error.said}`,
          `${error.permission} (${error.docs})`,
        ),
      ];
    if (error instanceof VendorFailure)
      return [unknown(error.message, `an answer of ${error.vendor}: run canary doctor again`)];
    return [unknown(`the check itself failed: ${firstLine(error)}`, again)];
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

function firstLine(error: unknown): string {
  return engineMessages(error).split("\n")[0] ?? "";
}

function worst(findings: readonly Finding[]): Verdict {
  const has = (verdict: Verdict) => findings.some((one) => one.verdict === verdict);
  return has("fault") ? "fault" : has("unknown") ? "unknown" : "ok";
}
