import type { StoredRecord } from "../rollout/record.ts";
import type { AppRow, Limits, MonitorRow, Part, Sample, Switches } from "./snapshot.ts";

/** When the last monitor recovered: a soak counts again from then. */
export interface Recovery {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The monitor. */
  readonly title: string;
}

/** What is known of a stack at one time. What could not be read is absent or empty: see `unknown`. */
export interface Reading {
  readonly app: AppRow;
  readonly record: StoredRecord;
  readonly recovery?: Recovery | undefined;
  /** The weights of the public host, 0 to 255. */
  readonly weights: Readonly<Record<string, number>>;
  /** The version that each host serves. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Where the weighted name leads, as its name servers have it; absent where they are not queried. */
  readonly dns?: string | undefined;
  /** What is wrong with the stack beside the rollout: drift, operations that never ended. */
  readonly notices?: readonly string[] | undefined;
  /** Oldest first. */
  readonly traffic: readonly Sample[];
  /** Of the canary: errors in percent, the slower requests in milliseconds. */
  readonly limits: { readonly errors?: Limits | undefined; readonly latency?: Limits | undefined };
  readonly monitors: readonly MonitorRow[];
  /** Why a part is not known now, in words. */
  readonly unknown?: Readonly<Partial<Record<Part, string>>> | undefined;
  /** What can be turned on and off beside the rollout; none where absent. */
  readonly switches?: Switches | undefined;
}

/** Where the control room learns of a stack. */
export interface Source {
  /** What is known now. It is queried twice a second, and waits for nothing. */
  read(): Reading;
  /** Turn a switch; returns what was done, for the log. Throws (`Refused`) where it cannot be done now. */
  turn?(id: string, on: boolean): string;
  /** A command has ended: what it may have changed is to be read anew. */
  outdated?(): void;
}
