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
