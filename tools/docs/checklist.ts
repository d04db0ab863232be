import { NEVER } from "../../checklist/exemptable.ts";
import type { Carrier, Item } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { LIMITS } from "../../checklist/limits.ts";
import { outOfScope, type Scope } from "../../checklist/scope.ts";
import { SECTIONS } from "../../checklist/section.ts";
import { carrierInWords, neededInWords } from "../../checklist/words.ts";
import { defaultOf } from "../../cli/verify/defaults.ts";
import { CHECKLIST_PLAN, STAGE_ITEMS, stageAt } from "../../rollout/plan.ts";
import { duration } from "../../rollout/time.ts";
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
    section(
      "## What may be let pass, and what never",
      "A listed approver (`approvers`) may let an item pass for a while: `exemptions` has its `item`, `by`, `reason` and `expires`. While that counts, its evidence is not asked for; a monitor that carries it, and nothing else that is asked for, refuses nothing, and its measurement is still shown; an alert may have a looser number under `thresholds`, which its monitor then goes by; and a rollout may begin with a plan without the stage, or with a shorter soak, and keeps that plan to its end. Every exemption in force is listed in every review and by `./canary checklist`, with what it lets pass. Once it has expired, the checklist's numbers hold again at the next `pulumi up`, and rises are refused by its name until it is renewed or config is as strict again. Nothing of this stands in the way of a way back.",
      table(
        ["item", "more may be", "the checklist's"],
        [
          ...LIMITS.map(({ alert, level, most, unit, item }) => [
            `\`${item}\``,
            `\`thresholds.${alert}.${level}\``,
            `${most}${unit}`,
          ]),
          ...Object.entries(STAGE_ITEMS).flatMap(([percentage, { stage, soak }]) => [
            [`\`${stage}\``, "left out of `plan`", `${percentage} %`],
            [`\`${soak}\``, "shorter in `plan`, a minute or more", soakAt(percentage)],
          ]),
        ],
      ),
      "Never, whoever says so:",
      table(
        ["", "why", "items"],
        NEVER.map(({ of, why, items }) => [
          `**${of}**`,
          why,
          items.map((id) => `\`${id}\``).join(" "),
        ]),
      ),
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

/** How long the checklist holds a stage, in words. */
function soakAt(percentage: string): string {
  const stage = stageAt(CHECKLIST_PLAN, Number(percentage));
  return `${duration(stage?.soak ?? 0)} at ${percentage} %`;
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
    exemptable ? severity : `${severity}, never let pass`,
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
