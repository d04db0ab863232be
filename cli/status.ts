import { Command } from "commander";
import { settingsIn } from "../components/trafficSettings.ts";
import { judge } from "../rollout/judge.ts";
import { stageAfter, stageAt } from "../rollout/plan.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import { inWords } from "../rollout/refusal.ts";
import { isHalted } from "../rollout/traffic.ts";
import { duration, secondsBetween } from "../rollout/time.ts";
import { readAsked, type Asked } from "./asked.ts";
import { standing } from "./describe.ts";
import { gateLines } from "./gateLines.ts";
import { factsFor } from "../measure/facts.ts";
import { evidenceFolder, findProject, selectStack } from "./project.ts";
import { stackOption } from "./stackOption.ts";
import { aliasesOf, deploymentOf, hostOf, readState, weightOf, type State } from "./state.ts";

export function statusCommand(): Command {
  return new Command("status")
    .description(
      "Where the rollout stands, what is asked for, and what comes next. Changes nothing.",
    )
    .addOption(stackOption())
    .action(async ({ stack: stackName }: { stack: string }) => {
      const project = findProject();
      const stack = await selectStack(project, stackName);
      const state = await readState(stack);
      const asked = await readAsked(stack);
      const lines = statusLines(state, asked, evidenceFolder(project), new Date());
      for (const line of lines) print(line);
      // Last, since Datadog may be slow.
      const gate = await gateLines(`${project.name}/${stack.name}`, state.found, asked);
      for (const line of gate) print(line);
    });
}

function print([title, text]: [title: string, text: string]): void {
  console.log(`${title.padEnd(9)}${text.replaceAll("\n", `\n${" ".repeat(9)}`)}`);
}

/** What there is to say of a rollout, a title and a text each. */
export function statusLines(
  state: State,
  asked: Asked,
  evidence: string,
  now: Date,
): [title: string, text: string][] {
  const { found, weighted } = state;
  const held: [string, string][] = [
    [
      "weights",
      `stable ${weightOf(weighted.stable) ?? "?"}, canary ${weightOf(weighted.canary) ?? "?"} (as last written)`,
    ],
    [
      "hosts",
      aliasesOf(state)
        .map(([, alias]) => `${hostOf(alias)} ${deploymentOf(alias) ?? "?"}`)
        .join(", "),
    ],
  ];
  if (!found || isUnreadable(found)) {
    const why = found ? found.unreadable : "the state holds none";
    return [["record", `cannot be read: ${why}`], ...held];
  }
  return [
    ["rollout", standing(found)],
    ...soakLine(found, now),
    ...held,
    ...askedLines(state, found, asked, evidence, now),
  ];
}

function soakLine(record: RolloutRecord, now: Date): [string, string][] {
  const stage = stageAt(record.plan, record.percentage);
  if (!stage) return [];
  if (isHalted(record, record.canary)) return [["soak", "halted: rises no more"]];
  const held = secondsBetween(record.enteredAt, now.toISOString());
  const left = stage.soak - held;
  const next = stageAfter(record.plan, record.percentage);
  const then = next ? `then ${next.percentage} %` : "then the promote, or the finish after it";
  const wait = left > 0 ? `${duration(left)} to go` : "done";
  return [
    [
      "soak",
      `${duration(Math.min(held, stage.soak))} of ${duration(stage.soak)}, ${wait}; ${then}`,
    ],
  ];
}

function askedLines(
  { resources, pending }: State,
  record: RolloutRecord,
  asked: Asked,
  evidence: string,
  now: Date,
): [string, string][] {
  if ("fault" in asked) return [["asked", `the stack file cannot be read:\n${asked.fault}`]];
  const { request, config } = asked;
  const settings = settingsIn(resources);
  const facts = factsFor({ ...config, found: record, settings, pending, request, evidence }, now);
  const { transition, refusals, notes } = judge(record, request, facts);
  const said: [string, string][] = notes.map((note) => ["note", note]);
  if (transition === "hold")
    return [["asked", "what is: the next pulumi up changes nothing of the rollout"], ...said];
  const { percentage, stable, canary } = request;
  const what = `${percentage} %, stable ${stable.version}, canary ${canary?.version ?? "none"}: ${transition}`;
  return [
    ["asked", refusals.length > 0 ? `${what}, refused now` : what],
    ...refusals.map((refusal): [string, string] => ["", inWords(refusal)]),
    ...said,
  ];
}
