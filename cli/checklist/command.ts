import { Command, Option } from "commander";
import { owedAfter } from "../../checklist/asked.ts";
import type { Item, Needed } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { stateOf, type Situation } from "../../checklist/state.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { findProject } from "../project.ts";
import { whileShown } from "../progressLine.ts";
import { stackOption } from "../stackOption.ts";
import { FORMATS, type Line } from "./format.ts";
import { readSituation } from "./situation.ts";

/** What `--for` takes: the moments that ask for items. */
const MOMENTS = ["start", "25", "50", "75", "100", "promote", "close-out"] as const;
type Moment = (typeof MOMENTS)[number];

interface Options {
  readonly stack: string;
  readonly staging: string;
  readonly for?: Moment;
  readonly format: keyof typeof FORMATS;
  readonly gate: boolean;
}

export function checklistCommand(): Command {
  return new Command("checklist")
    .description(
      "The checklist, item by item: met, unmet, stale, exempt, not yet needed or not applicable, by what, and what to do. Changes nothing.",
    )
    .addOption(new Option("-f, --for <moment>", "only what it asks for").choices(MOMENTS))
    .addOption(
      new Option("--format <format>", "how it is shown")
        .choices(Object.keys(FORMATS))
        .default("table"),
    )
    .option("--no-gate", "do not ask Datadog; what only the gate can say is unmet then")
    .addOption(stackOption())
    .addOption(new Option("--staging <name>", "the staging stack").default("staging"))
    .addHelpText(
      "after",
      `
Resources are looked for in the stacks' states, evidence in evidence/, and the gate is asked where a
rise comes next. A policy is judged by no command: its pack judges it at each preview and update.`,
    )
    .action(async ({ stack, staging, format, gate, for: moment }: Options) => {
      const now = new Date();
      const project = findProject();
      const reading = readSituation({ project, stack, staging, gate, now });
      const { situation, faults } = await whileShown("reading the stacks", reading);
      const lines = ITEMS.filter((item) => isAsked(item, moment, situation.record)).map((item) => ({
        item,
        state: stateOf(item, situation),
      }));
      for (const fault of faults) console.error(`canary: ${fault}`);
      console.log(FORMATS[format](lines));
      if (format === "table")
        console.log(`\n${[summary(lines), ...letPass(situation)].join("\n\n")}`);
    });
}

function isAsked(item: Item, moment: Moment | undefined, record: RolloutRecord | undefined) {
  if (moment === undefined) return true;
  const asked: readonly Needed[] =
    moment !== "close-out"
      ? [moment]
      : record?.owed
        ? owedAfter(record.owed.ended)
        : ["finish", "roll back", "close-out"];
  return item.needed.some((one) => asked.includes(one));
}

/** Every exemption in force, whatever is asked for: by whom, until when, why, and what it lets pass. */
function letPass({ letPass }: Situation): string[] {
  if (letPass.length === 0) return [];
  const rows = letPass.flatMap(({ item, by, expires, reason, lets }) => [
    `  ${item}, by ${by} until ${expires}: ${reason}`,
    `    lets pass ${lets}`,
  ]);
  return [["Let pass for now:", ...rows].join("\n")];
}

function summary(lines: readonly Line[]): string {
  const counted = ["met", "exempt", "stale", "unmet", "not yet needed", "not applicable"].flatMap(
    (state) => {
      const count = lines.filter((line) => line.state.state === state).length;
      return count === 0 ? [] : [`${count} ${state}`];
    },
  );
  return `${lines.length} items: ${counted.join(", ")}`;
}
