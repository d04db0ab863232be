import type { FoundRecord } from "../rollout/record.ts";
import type { Limits, MonitorRow, Sample, Switch } from "./snapshot.ts";

/** What is known of a stack at a moment. */
export interface Reading {
  readonly record: FoundRecord;
  /** When the last of the monitors recovered: a soak counts from then. Unix milliseconds; 0 for never. */
  readonly recovered: number;
  /** The weights of the public host, 0 to 255. */
  readonly weights: Readonly<Record<string, number>>;
  /** The version that each host serves. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly traffic: readonly Sample[];
  /** Of the canary: errors in percent, the slower requests in milliseconds. */
  readonly limits: { readonly errors?: Limits | undefined; readonly latency?: Limits | undefined };
  readonly monitors: readonly MonitorRow[];
  /** What can be turned on and off beside the rollout; none where absent. */
  readonly switches?: readonly Switch[] | undefined;
}

/** Where the control room learns of a stack. */
export interface Source {
  /** What is known now. It is queried twice a second, and waits for nothing. */
  read(): Reading;
  /** Turn a switch; returns what was done, for the log. Throws (`Refused`) where it cannot be done now. */
  turn?(id: string, on: boolean): string;
}
