/** Why a request is refused: which rule, what was found, what to do. */
export interface Refusal {
  readonly rule: Rule;
  readonly observed: string;
  readonly remedy: string;
}

/** The rules that can refuse a request. */
export type Rule =
  | "first-deployment"
  | "record-unreadable"
  | "release-changed"
  | "one-change-at-a-time"
  | "no-such-stage"
  | "no-canary"
  | "halted"
  | "stage-skipped"
  | "soak"
  | "clock-went-back"
  | "drift"
  | "pending"
  | "traffic-unknown"
  | "frozen"
  | "exemption"
  | "evidence"
  | "close-out"
  | "gate"
  | "delegated"
  | "host-added";

/** A refusal in one line: `soak: 1.5.0 has held 10 % for 4 min of 10 min; wait 6 min`. */
export function describeRefusal(refusal: Refusal): string {
  return `${refusal.rule}: ${refusal.observed}; ${refusal.remedy}`;
}

/**
 * What a policy reports of a rule that refuses: the rollout prints the refusal itself, with what was
 * observed and what to do, and says it once.
 */
export function referTo(rule: string): string {
  return `${rule}: refused for the reason that the rollout itself prints; ./canary status has it too`;
}

/** Whether a line only refers to one of these refusals, each as `describeRefusal` has it. */
export function refersTo(refusals: readonly string[], line: string): boolean {
  return refusals.some((refusal) => line === referTo(refusal.replace(/:.*/s, "")));
}
