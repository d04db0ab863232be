import { within } from "../../measure/limit.ts";
import { certificate } from "../../measure/verify/certificate.ts";
import type { CheckResult } from "../../measure/verify/verified.ts";

/** Seconds that whoever serves a host may take to present its certificate. */
const PATIENCE = 10;

/** What is wrong with the certificate of a host that is served elsewhere; silence is a fault as well. */
export function certificateAt(presented: {
  readonly host: string;
  /** Where it is served: another name. */
  readonly at: string;
  /** Days that it must still be good for. */
  readonly days: number;
}): Promise<Pick<CheckResult, "observed" | "faults">> {
  return within(PATIENCE, async ({ signal }) => {
    try {
      return await certificate({ ...presented, now: () => new Date() }, signal);
    } catch {
      const fault = `${presented.at} does not answer within ${PATIENCE} s`;
      return { observed: fault, faults: [fault] };
    }
  });
}
