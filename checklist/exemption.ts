import type { Exemption } from "../rollout/facts.ts";
import { secondsBetween, type Instant } from "../rollout/time.ts";

/** The rule that an exemption may name in place of an item. */
const RELEASE_CHANGED = "release-changed";

/** What exemptions are weighed by. */
export interface ExemptionRules {
  /** Who may exempt, by name. */
  readonly approvers: readonly string[];
  readonly items: readonly { readonly id: string; readonly exemptable: boolean }[];
  readonly now: Instant;
}

export interface WeighedExemptions {
  /** Those that count. */
  readonly counting: readonly Exemption[];
  /** What is wrong with each of the others, as text; it does not count. */
  readonly faults: readonly string[];
}

/** Separate the exemptions that count from those that do not: a fault of one does not affect another. */
export function weighExemptions(
  exemptions: readonly Exemption[],
  rules: ExemptionRules,
): WeighedExemptions {
  const weighed = exemptions.map((one) => ({ one, faults: faultsOf(one, rules) }));
  return {
    counting: weighed.flatMap(({ one, faults }) => (faults.length === 0 ? [one] : [])),
    faults: weighed.flatMap(({ one, faults }) =>
      faults.map((fault) => `the exemption of ${one.item} ${fault}`),
    ),
  };
}

function faultsOf(
  { item, by, expires }: Exemption,
  { approvers, items, now }: ExemptionRules,
): string[] {
  const match = items.find(({ id }) => id === item);
  // Not "expired" but "lasts": an expiry that cannot be read must not exempt anything.
  const lasts = secondsBetween(now, expires) > 0;
  return [
    ...(match || item === RELEASE_CHANGED ? [] : ["is of no item of the checklist"]),
    ...(match && !match.exemptable ? ["is of an item that allows none"] : []),
    ...(approvers.includes(by) ? [] : [`is by ${by}, who is not among the approvers`]),
    ...(lasts ? [] : [`expired at ${expires}`]),
  ];
}
