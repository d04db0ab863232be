import type { Exemption } from "../rollout/facts.ts";
import type { Needed } from "./item.ts";
import { itemOf } from "./items.ts";
import { isLimit } from "./limits.ts";

/** What exemptions make of a monitor at a rise: it refuses no more, or still does, for other items. */
export type Bearing =
  | { readonly letPass: readonly Exemption[] }
  | { readonly askedBy: readonly string[]; readonly exempt: readonly string[] };

/**
 * How the exemptions that count bear on a monitor that carries these items; `undefined` where none does.
 * It is let pass where all of its items are that are asked for at these moments, or at any where none is.
 * A limit that is let pass has a looser number, which still counts: it opens nothing by itself.
 */
export function bearingOn(
  items: readonly string[],
  moments: readonly Needed[],
  counting: readonly Exemption[],
): Bearing | undefined {
  const of = (item: string) => counting.find((one) => one.item === item);
  const asked = items.filter((item) => isAsked(item, moments));
  const binding = asked.some((item) => !isLimit(item)) ? asked : items;
  const letPass = binding.flatMap((item) => of(item) ?? []);
  if (letPass.length > 0 && letPass.length === binding.length) return { letPass };
  const exempt = items.filter((item) => of(item) && !isLimit(item));
  return exempt.length === 0 ? undefined : { exempt, askedBy: binding.filter((item) => !of(item)) };
}

function isAsked(item: string, moments: readonly Needed[]): boolean {
  const needed = itemOf(item)?.needed ?? [];
  return needed.some((one) => one === "always" || moments.includes(one));
}
