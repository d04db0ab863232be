/** Where the checklist has an alert fire at the latest, and the item whose exemption allows more. */
export interface Limit {
  /** Its place under `thresholds`. */
  readonly alert: "latency" | "latencyRatio";
  readonly level: "warning" | "critical";
  /** The checklist's number. */
  readonly most: number;
  /** What the number is in, after it: ` ms`. */
  readonly unit: string;
  /** The most that an exemption allows: where the number is beyond it, nothing is measured any more. */
  readonly byExemption: number;
  readonly item: string;
}

/** The limits that may be exempted. Those for errors may not: `NEVER`. */
export const LIMITS: readonly Limit[] = [
  latency("warning", 200, "alert-latency-warn-200"),
  latency("critical", 500, "alert-latency-crit-500"),
  ratio("warning", 1.5),
  ratio("critical", 2),
];

/** Whether an exemption of an item loosens a number, which its monitor then goes by. */
export function isLimit(item: string): boolean {
  return LIMITS.some((limit) => limit.item === item);
}

function latency(level: Limit["level"], most: number, item: string): Limit {
  return { alert: "latency", level, most, unit: " ms", byExemption: 60_000, item };
}

function ratio(level: Limit["level"], most: number): Limit {
  return {
    ...{ alert: "latencyRatio", level, most, unit: "x" },
    byExemption: 20,
    item: "trig-latency-2x",
  };
}
