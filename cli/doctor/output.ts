import type { DoctorOutput } from "../output/doctor.ts";
import type { Purpose } from "./finding.ts";
import type { Checked } from "./runChecks.ts";

/** What was examined, and when. */
export interface Examination {
  /** `project/stack` */
  readonly stack: string;
  readonly at: Date;
  readonly purposes: readonly Purpose[];
  readonly checked: readonly Checked[];
}

/** Whether nothing stops what was requested. */
export function isSound({ checked }: Examination): boolean {
  return checked.every(({ verdict }) => verdict === "ok");
}

/** An examination as a program reads it. */
export function doctorOutput(examination: Examination): DoctorOutput {
  const { stack, at, purposes, checked } = examination;
  return {
    stack,
    at: at.toISOString(),
    for: [...purposes],
    sound: isSound(examination),
    checks: checked.map(({ check, verdict, seconds, findings }) => ({
      id: check.id,
      title: check.title,
      for: [...check.for],
      verdict,
      seconds,
      findings: findings.map(({ stops, ...one }) => ({
        ...one,
        ...(stops && { stops: [...stops] }),
      })),
    })),
  };
}
