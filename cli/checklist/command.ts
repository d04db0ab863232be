import { Command, Option } from "commander";
import { owedAfter } from "../../checklist/requirements.ts";
import type { Item, Needed } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { stateOf } from "../../checklist/state.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { findProject } from "../project.ts";
import { withProgress } from "../progressLine.ts";
import { stackOption } from "../stackOption.ts";
import { lineWidth } from "../wrap.ts";
import { LISTINGS } from "./format.ts";
import { readSituation } from "./situation.ts";
import { checklistTable } from "./table.ts";

/** What `--for` takes: the transitions and stages that require items. */
const STEPS = ["start", "25", "50", "75", "100", "promote", "close-out"] as const;
type RolloutStep = (typeof STEPS)[number];

interface Options {
  readonly stack: string;
  readonly staging: string;
  readonly for?: RolloutStep;
  readonly format: "text" | keyof typeof LISTINGS;
  readonly all: boolean;
  readonly gate: boolean;
}

export function checklistCommand(): Command {
  return new Command("checklist")
    .description(
      "What of the checklist is open, why, and what to do; the rest counted. Changes nothing.",
    )
    .addOption(new Option("-f, --for <moment>", "only what it requires").choices(STEPS))
    .addOption(
      new Option("--format <format>", "for people, for a pull request, or for programs")
        .choices(["text", ...Object.keys(LISTINGS)])
        .default("text"),
    )
    .option("-a, --all", "list what is met, exempt or not needed yet too", false)
    .option("--no-gate", "do not query Datadog; what only the gate can say is unmet then")
    .addOption(stackOption())
    .addOption(new Option("--staging <name>", "the staging stack").default("staging"))
    .addHelpText(
      "after",
      `
Resources are looked up in the stacks' states, evidence in evidence/, and the gate is queried where the
canary's share is to increase next. A policy is judged by no command: its pack judges it at each preview and update.`,
    )
    .action(async ({ stack, staging, format, gate, all, for: step }: Options) => {
      const now = new Date();
      const project = findProject();
      const reading = readSituation({ project, stack, staging, gate, now });
      const { situation, faults } = await withProgress("reading the stacks", reading);
      const lines = ITEMS.filter((item) => isRequired(item, step, situation.record)).map(
        (item) => ({
          item,
          state: stateOf(item, situation),
        }),
      );
      for (const fault of faults) console.error(`canary: ${fault}`);
      const here = { now: now.toISOString() };
      console.log(
        format === "text"
          ? checklistTable(lines, situation.exempted, { all, width: lineWidth(), here }).join("\n")
          : LISTINGS[format](lines),
      );
    });
}

function isRequired(item: Item, step: RolloutStep | undefined, record: RolloutRecord | undefined) {
  if (step === undefined) return true;
  const required: readonly Needed[] =
    step !== "close-out"
      ? [step]
      : record?.owed
        ? owedAfter(record.owed.ended)
        : ["finish", "roll back", "close-out"];
  return item.needed.some((one) => required.includes(one));
}
