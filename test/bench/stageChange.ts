import { join } from "node:path";
import { production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { interleaved, type Measured } from "./median.ts";
import { run } from "./process.ts";
import {
  advance,
  bareProduction,
  bareUp,
  EXPORT,
  JUDGED,
  PREVIEW,
  rollBack,
  STATUS,
  timed,
} from "./subjects.ts";

const root = join(import.meta.dirname, "../..");

/** What a stage change costs beside its floor, in time and in memory. */
export async function stageChange(rounds: number): Promise<string> {
  const ours = await byPassphrase(await production("10"));
  const bare = await bareProduction();
  const seconds = async (one: Promise<{ readonly seconds: number }>) => (await one).seconds;

  const done: number[] = [];
  const times = await interleaved(
    {
      "bare preview": () => seconds(timed(bare, PREVIEW)),
      preview: () => seconds(timed(ours, PREVIEW)),
      "judged preview": () => seconds(timed(ours, JUDGED)),
      "bare up": () => bareUp(25),
      up: advance,
      "bare fall": () => bareUp(0),
      "roll back": async () => {
        const { moved, done: all } = await rollBack();
        done.push(all);
        return moved;
      },
      export: () => seconds(timed(ours, EXPORT)),
      status: () => seconds(timed(ours, STATUS)),
      node: () => seconds(run(["node", "--eval", ""], { cwd: root, env: process.env })),
      help: () => seconds(timed(ours, ["./canary", "--help"])),
    },
    rounds,
  );
  const whole = done.slice(1).sort((a, b) => a - b)[Math.floor((done.length - 1) / 2)] ?? NaN;
  const page = [
    "## A stage change, beside its floor",
    "",
    "A ratio below 1 is what this program leaves out of the SDK, and the bare one has: a call of the engine for each line of debugging, V8's debugger, a stack for each promise, and modules that nobody uses.",
    "",
    "| what | floor | ours | ratio | goal |",
    "| --- | --- | --- | --- | --- |",
    row("preview, nothing changed", times["bare preview"], times.preview, "1.15"),
    row("preview with the policy pack", times["bare preview"], times["judged preview"], "1.35"),
    row("`up --skip-preview`, 10 to 25 %", times["bare up"], times.up, "1.15"),
    row("roll back, weights and aliases moved", times["bare fall"], times["roll back"], "1.25"),
    row("roll back, read back and done", times["bare fall"], { median: whole, noise: 0 }, "2"),
    row("`./canary status`, beside `pulumi stack export`", times.export, times.status, "3.5"),
    row("`./canary --help`, beside an empty `node`", times.node, times.help, ""),
    "",
  ];

  const memory = {
    bare: (await timed(bare, PREVIEW, { memory: true })).memory,
    ours: (await timed(ours, PREVIEW, { memory: true })).memory,
    judged: (await timed(ours, JUDGED, { memory: true })).memory,
  };
  page.push(
    "## Memory",
    "",
    "The most that the engine and all that it starts hold at once, in a preview.",
    "",
    "| bare | ours | ratio | with the pack | ratio |",
    "| --- | --- | --- | --- | --- |",
    `| ${memory.bare.toFixed(0)} MiB | ${memory.ours.toFixed(0)} MiB | ${(memory.ours / memory.bare).toFixed(2)} | ${memory.judged.toFixed(0)} MiB | ${(memory.judged / memory.bare).toFixed(2)} |`,
  );
  await ours.close();
  await bare.close();
  return page.join("\n");
}

function row(what: string, floor: Measured, one: Measured, goal: string): string {
  return `| ${what} | ${floor.median.toFixed(2)} s ± ${percent(floor.noise)} | ${one.median.toFixed(2)} s ± ${percent(one.noise)} | ${(one.median / floor.median).toFixed(2)} | ${goal} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
