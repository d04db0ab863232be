import { policy, watching } from "../coverage.ts";
import { isExemptable } from "../exemptable.ts";
import { evidenced, type Coverage, type Item, type Needed } from "../item.ts";
import type { SectionId } from "../section.ts";

/** What an item says of itself; what its section and the monitors' catalogue say is added. */
export type Said = Omit<Item, "id" | "section" | "text" | "within" | "exemptable">;

const DAY = 24 * 60 * 60;
const TWO_HOURS = 2 * 60 * 60;

/** A section's items, in the checklist's order. */
export function define(
  section: SectionId,
  items: readonly (readonly [id: string, text: string, said: Said])[],
): readonly Item[] {
  return items.map(([id, text, { coveredBy, ...said }]) =>
    lasting({
      id,
      section,
      text,
      ...said,
      coveredBy: [...coveredBy, ...watching(id), ...asking(coveredBy, said.needed)],
      exemptable: isExemptable(id),
    }),
  );
}

const AT_THE_END: readonly Needed[] = ["finish", "roll back", "close-out"];

/** The policies that refuse an increase without the evidence. */
function asking(coveredBy: readonly Coverage[], needed: readonly Needed[]): Coverage[] {
  if (!coveredBy.some(({ by }) => by === "evidence")) return [];
  const requested = needed.filter((one) => one !== "always");
  return [
    ...(requested.some((one) => !AT_THE_END.includes(one)) ? [policy("rollout-evidence")] : []),
    ...(requested.some((one) => AT_THE_END.includes(one)) ? [policy("rollout-close-out")] : []),
  ];
}

function lasting(item: Item): Item {
  if (evidenced(item) === undefined) return item;
  if (item.needed.includes("start")) return { ...item, within: DAY };
  return item.needed.includes("roll back") ? { ...item, within: TWO_HOURS } : item;
}
