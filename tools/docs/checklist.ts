import type { Carrier, Item } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { outOfScope, type Scope } from "../../checklist/scope.ts";
import { SECTIONS } from "../../checklist/section.ts";
import { carrierInWords, neededInWords } from "../../checklist/words.ts";
import { defaultOf } from "../../cli/verify/defaults.ts";
import { section, table } from "./markdown.ts";

/** The checklist as it is carried: each item with what sees to it, when it is asked for, and what to do. */
export function checklist(scope: Scope): string {
  const without = outOfScope(scope);
  const count = Object.keys(without).length;
  return [
    section(
      "# The checklist, and what carries it",
      `Every box and contact of the checklist, ${ITEMS.length} in all${count === 0 ? "" : `, of which ${count} do not apply`}. \`./canary checklist\` says how it stands with each of them.`,
      `A **resource** is declared by the program, and there after each update. A **policy** of the pack in \`policies/\` judges every preview and update. The **gate** measures when a release rises. **Evidence** is shown for a release, kept in \`evidence/\`, and asked for at the moment that is named: of a command by \`./canary verify ITEM\`, of a person by \`./canary attest ITEM --by NAME\`; where somebody else than the release's author must say so, it says *second person*. What shows an item by default stands beside it; what is the team's to name under \`verify\` in config counts as unmet until it is. A command in the list does the thing itself.`,
      "Evidence for a start is at most 24 hours old, for a stage newer than the stage, for a close-out newer than the end of the rollout; a roll back's is due within two hours, and late after that.",
    ),
    ...SECTIONS.map(({ id, part, title }) =>
      section(
        `## ${part}: ${title}`,
        table(
          ["item", "asked for", "carried by", "policies", "severity", "where it does not hold"],
          ITEMS.filter((item) => item.section === id).map((item) => rowOf(item, without[item.id])),
        ),
      ),
    ),
  ].join("\n\n");
}

function rowOf(item: Item, without: string | undefined): string[] {
  const { id, text, needed, carriers, severity, exemptable, remedy } = item;
  if (without !== undefined)
    return [`${text}<br>\`${id}\``, "never: it does not apply", without, "", severity, ""];
  return [
    `${text}<br>\`${id}\``,
    needed.map(neededInWords).join(", "),
    carriers
      .filter(({ by }) => by !== "policy")
      .map((carrier) => `${carrierInWords(carrier)}${more(item, carrier)}`)
      .join("<br>"),
    carriers.flatMap((one) => (one.by === "policy" ? [one.policy] : [])).join("<br>"),
    exemptable ? `${severity}, may be let pass` : severity,
    remedy,
  ];
}

/** By what it is shown, or by whom. */
function more(item: Item, carrier: Carrier): string {
  if (carrier.by !== "evidence") return "";
  if (carrier.how === "attest") return item.secondPerson ? ", *second person*" : "";
  const shows = defaultOf(item);
  return shows ? `: ${shows.name}` : ": the team's, `verify`";
}
