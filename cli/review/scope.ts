import type { Step } from "./events.ts";

/** An item of the checklist that does not apply, and why not. */
export interface LeftOut {
  readonly item: string;
  readonly reason: string;
}

/** What of the checklist does not apply to a stack. */
export interface ScopeChange {
  /** All such items, in no order. */
  readonly all: readonly LeftOut[];
  /** Those of them that applied before this change. */
  readonly taken: readonly LeftOut[];
}

/** What no longer applies after a previewed change, and what of it did before. */
export function scopeIn(steps: readonly Step[]): ScopeChange {
  const monitoring = steps.find(({ type }) => type === "canary:index:Monitoring");
  const all = Object.entries(monitoring?.new?.inputs.notApplicable ?? {}).map(([item, reason]) => ({
    item,
    reason,
  }));
  const before = monitoring?.old?.inputs.notApplicable ?? {};
  // In the first preview nothing stood before that could be taken away.
  const taken = monitoring?.old ? all.filter(({ item }) => !Object.hasOwn(before, item)) : [];
  return { all, taken };
}
