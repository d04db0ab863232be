import type { Instant } from "./time.ts";

/** An increase that the gate judges: its kind decides which measurements count. */
export type Increase = "start" | "advance" | "promote";

/** One measurement behind a verdict. */
export interface Measurement {
  /** The monitor's key in the catalogue, where it is a monitor's. */
  readonly key?: string | undefined;
  /** What was measured, e.g. `error rate, canary`. */
  readonly name: string;
  /** `exempt` where it would be closed or inconclusive, and an exemption covers it. */
  readonly verdict: "open" | "closed" | "inconclusive" | "warning" | "exempt";
  /** The numbers, as text: `6.2 %, critical above 5 %, last 5 min, 1,204 requests`. */
  readonly observed: string;
  readonly link?: string | undefined;
}

/** What the gate found. Only `open` permits an increase; missing data is `inconclusive`. */
export interface GateVerdict {
  readonly verdict: "open" | "closed" | "inconclusive";
  readonly measurements: readonly Measurement[];
  /** When the last of the monitors that it queried recovered: a soak counts from then. */
  readonly recoveredAt?: Instant | undefined;
}
