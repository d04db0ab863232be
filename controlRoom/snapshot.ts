import { z } from "zod";
import type { Headline } from "./headline.ts";
import type { Moves } from "./moves.ts";

/** Longer than this is no reason that somebody typed. */
const LONGEST_REASON = 500;
const reason = z.string().max(LONGEST_REASON);

/** What somebody in the control room can do. */
export const action = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("turn"), id: z.string().max(100), on: z.boolean() }),
  z.strictObject({ do: z.literal("advance") }),
  z.strictObject({ do: z.literal("run") }),
  z.strictObject({ do: z.literal("stop") }),
  z.strictObject({ do: z.literal("halt"), reason }),
  z.strictObject({ do: z.literal("roll back"), reason: reason.optional() }),
]);
export type Action = z.infer<typeof action>;

/** Which release a visitor was led to. */
export type Leg = "stable" | "canary";

/** What visitors saw of a leg in a while. */
export interface LegSample {
  /** A second; null where it is not known. */
  readonly requests: number | null;
  /** In percent of the requests; null where there were none. */
  readonly errors: number | null;
  /** Milliseconds; null where there were no requests. */
  readonly p95: number | null;
}

export interface Sample extends Readonly<Record<Leg, LegSample>> {
  /** Milliseconds since 1970, when the while ended. */
  readonly at: number;
}

/** Where a monitor warns and alerts. */
export interface Limits {
  readonly warning?: number | undefined;
  readonly critical: number;
}

/** What is released, and where it is served. */
export interface AppRow {
  /** As Datadog knows it, e.g. `shop`. */
  readonly name: string;
  /** The public host. */
  readonly host?: string | undefined;
  /** Where a browser of this machine finds it; absent where it does not. */
  readonly url?: string | undefined;
  /** Datadog's dashboard. */
  readonly dashboard?: string | undefined;
}

export interface MonitorRow {
  readonly key: string;
  readonly title: string;
  /** As Datadog has it: `OK`, `Warn`, `Alert`, `No Data`; or `Inconclusive`, `Exempt` as the gate has it. */
  readonly state: string;
  /** Of the group that is worst off, with its unit: `30 %`. Absent where nothing was measured. */
  readonly value?: string | undefined;
  /** When it alerts: `above 90 %`. Absent where it is no matter of a number. */
  readonly alerts?: string | undefined;
  /** The group, e.g. `version:1.5.0`. Absent where the monitor has none. */
  readonly group?: string | undefined;
  /** All that is known of it, in words. */
  readonly detail?: string | undefined;
  /** Its page at Datadog. */
  readonly link?: string | undefined;
  /** Whether it watches a canary that has no visitors: that it has no data is no news. */
  readonly idle?: boolean | undefined;
}

export interface ItemRow {
  readonly id: string;
  readonly section: string;
  readonly text: string;
  /** `met`, `unmet`, `stale`, `exempt` or `not yet needed`. */
  readonly state: string;
}

/** What the rollout's record says. */
export interface RolloutRow {
  /** The transition that made it, e.g. `advance`. */
  readonly kind: string;
  readonly stable: string;
  /** Absent where nothing is rolled out. */
  readonly canary?: string | undefined;
  readonly percentage: number;
  /** Whether the canary is halted: its share increases no more. */
  readonly halted: boolean;
  /** Seconds that are left of the stage's soak; absent where no stage is held. */
  readonly soakLeft?: number | undefined;
  /** Since when the soak counts again, and the monitor whose recovery it was; absent where it did not begin anew. */
  readonly restarted?: { readonly at: number; readonly title: string } | undefined;
}

export interface Entry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it is about; alerts stand out. */
  readonly kind: "transition" | "alert" | "recovery" | "order" | "command" | "evidence";
  readonly text: string;
}

/** Something that can be turned on and off from the page, beside the rollout. */
export interface Switch {
  readonly id: string;
  /** What its button says. */
  readonly label: string;
  readonly on: boolean;
}

export interface Switches {
  /** What they do, above their buttons. */
  readonly title: string;
  readonly all: readonly Switch[];
}

/** What can be out of reach: the stack's state, Datadog's monitors, its metrics of traffic, DNS. */
export type Part = "state" | "monitors" | "traffic" | "dns";

/** All that the control room shows, at one time. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stack: string;
  readonly app: AppRow;
  readonly headline: Headline;
  /** The stages: the canary's share in percent, and how long each is held in seconds. */
  readonly plan: readonly { readonly percentage: number; readonly soak: number }[];
  readonly rollout?: RolloutRow | undefined;
  /** The weights that Route 53 holds. */
  readonly weights: Readonly<Record<string, number>>;
  /** The version that each host serves. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Where the weighted name leads, as its name servers have it; absent where they are not queried. */
  readonly dns?: string | undefined;
  /** What is wrong with the stack beside the rollout: drift, operations that never ended. */
  readonly notices?: readonly string[] | undefined;
  /** The last minutes, oldest first. */
  readonly traffic: readonly Sample[];
  /** Of the canary: errors in percent, the slower requests in milliseconds. */
  readonly limits: { readonly errors?: Limits | undefined; readonly latency?: Limits | undefined };
  readonly monitors: readonly MonitorRow[];
  /** Why a part is not known now, in words. */
  readonly unknown?: Readonly<Partial<Record<Part, string>>> | undefined;
  readonly checklist: readonly ItemRow[];
  /** Newest first. */
  readonly log: readonly Entry[];
  readonly switches?: Switches | undefined;
  readonly moves: Moves;
  /** The command under way, e.g. `./canary advance --yes`. */
  readonly running?: string | undefined;
  /** Why the command before failed, in words; absent once another one is begun. */
  readonly failed?: string | undefined;
}

/** What a page is served from. */
export interface Served {
  snapshot(): Snapshot;
  /** Begin an action; throws (`Refused`) where it cannot be begun now. */
  act(action: Action): void;
}

/** Why an action was not begun, in words. */
export class Refused extends Error {}
