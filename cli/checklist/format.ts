import type { Item } from "../../checklist/item.ts";
import { SECTIONS } from "../../checklist/section.ts";
import type { ItemState } from "../../checklist/state.ts";
import type { ChecklistOutput } from "../output/checklist.ts";

/** An item and how it stands with it. */
export interface Line {
  readonly item: Item;
  readonly state: ItemState;
}

type Format = (lines: readonly Line[]) => string;

/** As a pull request shows it. */
const asMarkdown: Format = (lines) =>
  bySection(lines)
    .map(({ heading, lines }) =>
      [
        `### ${heading}`,
        "",
        "| state | item | by | what to do |",
        "| --- | --- | --- | --- |",
        ...lines.map(
          ({ item, state }) =>
            `| ${[state.state, `${item.text} (\`${item.id}\`)`, whySince(state), state.todo ?? ""]
              .map(cell)
              .join(" | ")} |`,
        ),
      ].join("\n"),
    )
    .join("\n\n");

/** As a program reads it: an array in the checklist's order. */
const asJson: Format = (lines) => {
  const output: ChecklistOutput = lines.map(({ item, state }) => ({
    id: item.id,
    section: item.section,
    text: item.text,
    coveredBy: item.coveredBy.map((one) => ({ ...one })),
    needed: [...item.needed],
    severity: item.severity,
    exemptable: item.exemptable,
    ...state,
  }));
  return JSON.stringify(output, null, 2);
};

/** What lists every item, whatever its state. */
export const LISTINGS = { markdown: asMarkdown, json: asJson } as const;

function whySince({ by, since }: ItemState): string {
  return since === undefined ? by : `${by}, since ${since}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** Lines under their sections, in the checklist's order. */
export function bySection(lines: readonly Line[]) {
  return SECTIONS.flatMap(({ id, part, title }) => {
    const own = lines.filter(({ item }) => item.section === id);
    return own.length === 0 ? [] : [{ heading: `${part}: ${title}`, lines: own }];
  });
}
