import { NEVER } from "../../checklist/exemptable.ts";
import type { Coverage, Item } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { LIMITS } from "../../checklist/limits.ts";
import { outOfScope, type Scope } from "../../checklist/scope.ts";
import { SECTIONS } from "../../checklist/section.ts";
import { describeCoverage, describeNeeded } from "../../checklist/describe.ts";
import { defaultOf } from "../../cli/verify/defaults.ts";
import { CHECKLIST_PLAN, STAGE_ITEMS, stageAt } from "../../rollout/plan.ts";
import { duration } from "../../rollout/time.ts";
import { section, table } from "./markdown.ts";

/** The checklist with its coverage: each item with what covers it, when it is required, and what to do. */
export function checklist(scope: Scope): string {
  const without = outOfScope(scope);
  const count = Object.keys(without).length;
  return [
    section(
      "# The checklist, and what covers it",
      `The ${ITEMS.length} items and contacts of the checklist${count === 0 ? "" : `, of which ${count} do not apply`}. \`./canary checklist\` prints the state of each.`,
      [
        "What covers an item is one or more of these:",
        "- A **resource**: the program declares it, and it is there after each update.",
        "- A **policy** of the pack in `policies/`: it judges every preview and update.",
        "- The **gate**: it measures before the canary's share increases.",
        "- **Evidence** about a release, kept in `evidence/`: a command's by `./canary verify ITEM`, a person's by `./canary attest ITEM --by NAME`. *Second person* means somebody other than the release's author. The command that verifies an item by default stands beside it. What the team must name under `verify` in config is unmet until it does.",
        "- A **command** of this tool that does it.",
      ].join("\n"),
      "Evidence for a start must be at most 24 hours old. For a stage it must be newer than the stage, and for a close-out newer than the end of the rollout. After a roll back it is due within two hours, and late after that.",
    ),
    section(
      "## What can be exempted, and what never",
      "A listed approver (`approvers`) may exempt an item for a while, under `exemptions`: its `item`, `by`, `reason` and `expires`. While an exemption is in force:",
      [
        "- The item's evidence is not required.",
        "- A monitor refuses nothing if all required items that it covers are exempted. Its measurement is still printed.",
        "- An alert may have a looser number under `thresholds`. Its monitor then uses that number.",
        "- A rollout may begin with a plan that leaves the stage out or shortens the soak. It keeps that plan to its end.",
      ].join("\n"),
      "Every review and `./canary checklist` list each exemption in force, with its effect. Once it has expired, the checklist's numbers hold again at the next `pulumi up`. Each increase of the canary's share is then refused, with the exemption's name, until somebody renews it or config is as strict again. A step back, a halt and a roll back are never refused.",
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
      "Never, whoever decides:",
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
          ["item", "required", "covered by", "policies", "severity", "if it does not hold"],
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
  const { id, text, needed, coveredBy, severity, exemptable, remedy } = item;
  if (without !== undefined)
    return [`${text}<br>\`${id}\``, "never: it does not apply", without, "", severity, ""];
  return [
    `${text}<br>\`${id}\``,
    needed.map(describeNeeded).join(", "),
    coveredBy
      .filter(({ by }) => by !== "policy")
      .map((coverage) => `${describeCoverage(coverage)}${more(item, coverage)}`)
      .join("<br>"),
    coveredBy.flatMap((one) => (one.by === "policy" ? [one.policy] : [])).join("<br>"),
    exemptable ? severity : `${severity}, never exempted`,
    remedy,
  ];
}

/** By what it is verified, or by whom. */
function more(item: Item, coverage: Coverage): string {
  if (coverage.by !== "evidence") return "";
  if (coverage.how === "attest") return item.secondPerson ? ", *second person*" : "";
  const shows = defaultOf(item);
  return shows ? `: ${shows.name}` : ": the team's, `verify`";
}
