import { z } from "zod";

/** What somebody in the control room can do. */
export const action = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("turn"), id: z.string().max(100), on: z.boolean() }),
  z.strictObject({ do: z.literal("advance") }),
  z.strictObject({ do: z.literal("run") }),
  z.strictObject({ do: z.literal("stop") }),
  z.strictObject({ do: z.literal("roll back") }),
]);
export type Action = z.infer<typeof action>;

/** Which release a visitor was led to. */
export type Leg = "stable" | "canary";

/** What visitors saw of a leg in a second. */
export interface LegSample {
  readonly requests: number;
  /** In percent of the requests; null where there were none. */
  readonly errors: number | null;
  /** Milliseconds; null where there were no requests. */
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface Sample extends Readonly<Record<Leg, LegSample>> {
  /** Milliseconds since 1970, when the second ended. */
  readonly at: number;
}

/** Where a monitor warns and alerts. */
export interface Limits {
  readonly warning?: number | undefined;
  readonly critical: number;
}

export interface MonitorRow {
  readonly key: string;
  readonly title: string;
  /** As Datadog has it: `OK`, `Warn`, `Alert`, `No Data`. */
  readonly state: string;
  /** Of the group that is worst off. Absent where nothing was measured. */
  readonly value?: number | undefined;
  /** When it alerts, e.g. `> 5`. Absent where it is no matter of a number. */
  readonly alerts?: string | undefined;
  /** The group, e.g. `version:1.5.0`. Absent where the monitor has none. */
  readonly group?: string | undefined;
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
  /** Whether the canary is halted: it rises no more. */
  readonly halted: boolean;
  /** Seconds that are left of the stage's soak; absent where no stage is held. */
  readonly soakLeft?: number | undefined;
}

export interface Entry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it tells of; alerts stand out. */
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

/** All that the control room shows, at a moment. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stack: string;
  /** The stages: the canary's share in percent, and how long each is held in seconds. */
  readonly plan: readonly { readonly percentage: number; readonly soak: number }[];
  readonly rollout?: RolloutRow | undefined;
  /** The weights that Route 53 holds. */
  readonly weights: Readonly<Record<string, number>>;
  /** The version that each host serves. */
  readonly hosts: Readonly<Record<string, string>>;
  /** The last minutes, oldest first, a second each. */
  readonly traffic: readonly Sample[];
  /** Of the canary: errors in percent, the slower requests in milliseconds. */
  readonly limits: { readonly errors?: Limits | undefined; readonly latency?: Limits | undefined };
  readonly monitors: readonly MonitorRow[];
  readonly checklist: readonly ItemRow[];
  /** Newest first. */
  readonly log: readonly Entry[];
  readonly switches: readonly Switch[];
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
