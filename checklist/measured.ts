import type { Exemption } from "../rollout/facts.ts";
import type { Needed } from "./item.ts";
import { itemOf } from "./items.ts";
import { isLimit } from "./limits.ts";

/** What exemptions make of a monitor at an increase: it no longer refuses, or still does for other items. */
export type Bearing =
  | { readonly exempted: readonly Exemption[] }
  | { readonly requiredBy: readonly string[]; readonly exempt: readonly string[] };

/**
 * How the exemptions that count bear on a monitor that covers these items; `undefined` where none does.
 * The monitor is exempted where all of its items that are required at these points are exempted; where
 * none of them is required, where all of its items are. An exempted limit has a looser number, which
 * still counts: the exemption opens nothing by itself.
 */
export function bearingOn(
  items: readonly string[],
  steps: readonly Needed[],
  counting: readonly Exemption[],
): Bearing | undefined {
  const of = (item: string) => counting.find((one) => one.item === item);
  const requested = items.filter((item) => isRequired(item, steps));
  const binding = requested.some((item) => !isLimit(item)) ? requested : items;
  const exempted = binding.flatMap((item) => of(item) ?? []);
  if (exempted.length > 0 && exempted.length === binding.length) return { exempted };
  const exempt = items.filter((item) => of(item) && !isLimit(item));
  return exempt.length === 0
    ? undefined
    : { exempt, requiredBy: binding.filter((item) => !of(item)) };
}

function isRequired(item: string, steps: readonly Needed[]): boolean {
  const needed = itemOf(item)?.needed ?? [];
  return needed.some((one) => one === "always" || steps.includes(one));
}
