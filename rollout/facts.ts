import type { GateVerdict } from "./gate.ts";
import type { Instant } from "./time.ts";

/** A checklist item that a transition requires evidence for. */
export interface RequiredItem {
  readonly item: string;
  /** The oldest that its evidence may be, in seconds; only a start checks it. Default 24 h. */
  readonly within?: number | undefined;
  /** What produces it: a command, by `./canary verify`; or a person, by `./canary attest`. */
  readonly how: "verify" | "attest";
}

/** Evidence that was found, for one item and one release. */
export interface RecordedEvidence {
  readonly item: string;
  /** The deployment id of the release that it speaks of. */
  readonly release: string;
  readonly verdict: "pass" | "fail";
  readonly at: Instant;
  readonly digest: string;
}

/** Why what was kept for a release counts for nothing. */
export interface EvidenceFault {
  /** The deployment id of the release. */
  readonly release: string;
  /** What is wrong, as text that names the file. */
  readonly message: string;
}

/** An item, or the rule `release-changed`, exempted for a while by a listed approver. */
export interface Exemption {
  readonly item: string;
  readonly by: string;
  readonly reason: string;
  readonly expires: Instant;
}

/** What config requests by an exemption that does not count, so that the checklist's value holds. */
export interface Lapse {
  /** What it refuses. A plan is taken at the start: later the rollout has its own. */
  readonly refuses: "every increase" | "the start";
  /** What was requested, why it does not count, and what is in force, as text. */
  readonly observed: string;
}

/** A freeze that is in force now. */
export interface Freeze {
  readonly reason: string;
  readonly until: Instant;
}

/** What is known of the traffic settings, beside the record. */
export interface TrafficFacts {
  /** Where they are not what the record says, as text; empty where they are. */
  readonly drift: readonly string[];
  /** What an update began and did not end, e.g. `updating traffic-canary`. */
  readonly pending: readonly string[];
  /** Why any of this is unknown, as text; empty where all is known. */
  readonly unknown: readonly string[];
  /** The canary's share as last written, in percent, beside a record that cannot be read; else absent. */
  readonly share?: number | undefined;
}

/**
 * What is known of the world at the time of a request. What is required stands beside what was
 * found: a missing fact refuses an increase, and never going back.
 */
export interface Facts {
  readonly now: Instant;
  /** The time in the new record: `now` itself, or `WHEN_APPLIED` in a preview. */
  readonly stamp: string;
  readonly evidence: {
    /** What this start, advance or promote requires of the canary. */
    readonly required: readonly RequiredItem[];
    /** What the next start requires of the rollout that ended before. */
    readonly closeOut: readonly RequiredItem[];
    readonly recorded: readonly RecordedEvidence[];
    /** What could not be read; none where absent. */
    readonly faults?: readonly EvidenceFault[] | undefined;
  };
  readonly freezes: readonly Freeze[];
  /** Those that count. */
  readonly exemptions: readonly Exemption[];
  /** None where absent. */
  readonly lapsed?: readonly Lapse[] | undefined;
  /** Whether the traffic settings are what the record says. */
  readonly traffic: TrafficFacts;
  /** What the gate measured; absent where it is judged later, by the hook that queries it. */
  readonly gate?: GateVerdict | undefined;
}
