import type { Item } from "../../checklist/item.ts";
import { SECTIONS } from "../../checklist/section.ts";
import type { ItemState } from "../../checklist/state.ts";
import type { ChecklistOutput } from "../output/checklist.ts";
import { table } from "../table.ts";

/** An item and how it stands with it. */
export interface Line {
  readonly item: Item;
  readonly state: ItemState;
}

export type Format = (lines: readonly Line[]) => string;

/** As a terminal shows it: what is not met has what to do in the line after it. */
const asTable: Format = (lines) =>
  bySection(lines)
    .map(({ heading, lines }) => {
      const rows = table(
        lines.map(({ item, state }) => [state.state, item.id, item.text, whySince(state)]),
      ).split("\n");
      const told = rows.flatMap((row, index) => {
        const todo = lines[index]?.state.todo;
        return todo === undefined ? [`  ${row}`] : [`  ${row}`, `${" ".repeat(18)}${todo}`];
      });
      return [heading, ...told].join("\n");
    })
    .join("\n\n");

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
    coveredBy: item.carriers.map((one) => ({ ...one })),
    needed: [...item.needed],
    severity: item.severity,
    exemptable: item.exemptable,
    ...state,
  }));
  return JSON.stringify(output, null, 2);
};

export const FORMATS = { table: asTable, markdown: asMarkdown, json: asJson } as const;

function whySince({ by, since }: ItemState): string {
  return since === undefined ? by : `${by}, since ${since}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function bySection(lines: readonly Line[]) {
  return SECTIONS.flatMap(({ id, part, title }) => {
    const own = lines.filter(({ item }) => item.section === id);
    return own.length === 0 ? [] : [{ heading: `${part}: ${title}`, lines: own }];
  });
}
