import type { GateVerdict, Measurement } from "./gate.ts";
import { plainKey } from "./checks.ts";
import { MONITORS } from "./monitors.ts";

/** What calls for a roll back. */
export interface Trigger {
  /** The checklist's item. */
  readonly item: string;
  /** As text, for the record: `error rate above 5 %`. */
  readonly label: string;
  /** The keys of the monitors that detect it: an alert of any of them is enough. */
  readonly monitors: readonly string[];
}

/** The checklist's five. */
export const TRIGGERS: readonly Trigger[] = [
  trigger("trig-error-5pct", "error rate above 5 %"),
  trigger("trig-latency-2x", "response time above 2x the baseline"),
  trigger("trig-critical-broken", "critical functionality broken"),
  trigger("trig-data-integrity", "data integrity issue"),
  trigger("trig-security-vuln", "security vulnerability"),
];

/** A trigger, and what was measured of it. */
export interface Triggered {
  readonly trigger: Trigger;
  /** Its monitors that alert; one or more. */
  readonly measurements: readonly Measurement[];
}

/** The triggers in a verdict, in the checklist's order. Missing data triggers nothing. */
export function triggered({ measurements }: Pick<GateVerdict, "measurements">): Triggered[] {
  const closed = measurements.filter(({ verdict }) => verdict === "closed");
  return TRIGGERS.flatMap((one) => {
    const triggered = closed.filter(
      ({ key }) => key !== undefined && one.monitors.includes(plainKey(key)),
    );
    return triggered.length === 0 ? [] : [{ trigger: one, measurements: triggered }];
  });
}

/** Bound to the monitors that cover its item in the catalogue. */
function trigger(item: string, message: string): Trigger {
  const bound = MONITORS.filter(({ items }) => items.includes(item));
  return { item, label: message, monitors: bound.map(({ key }) => key) };
}
