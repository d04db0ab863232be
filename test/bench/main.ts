import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { growth } from "./growth.ts";
import { interleaved, type Measured } from "./median.ts";
import { policies } from "./policies.ts";
import { run } from "./process.ts";
import { stories } from "./stories.ts";
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
import { production } from "../engine/production.ts";

/**
 * Measures what this program costs beside a bare one that registers the same resources, and writes
 * `docs/performance.md`. Ratios alone count: times are this machine's. It is no test and gates nothing.
 *
 *     node test/bench/main.ts [--rounds 5] [--stories]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    stories: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const root = join(import.meta.dirname, "../..");

const ours = await production("10");
const bare = await bareProduction();
const seconds = async (one: Promise<{ readonly seconds: number }>) => (await one).seconds;

const parts: string[] = [];
const say = (text: string) => {
  console.log(`${text}\n`);
  parts.push(text);
};

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
const row = (what: string, floor: Measured, one: Measured, goal: string) =>
  `| ${what} | ${floor.median.toFixed(2)} s ± ${percent(floor.noise)} | ${one.median.toFixed(2)} s ± ${percent(one.noise)} | ${(one.median / floor.median).toFixed(2)} | ${goal} |`;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

say(
  [
    "## A stage change, beside its floor",
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
  ].join("\n"),
);

const memory = {
  bare: (await timed(bare, PREVIEW, { memory: true })).memory,
  ours: (await timed(ours, PREVIEW, { memory: true })).memory,
  judged: (await timed(ours, JUDGED, { memory: true })).memory,
};
say(
  [
    "## Memory",
    "",
    "The most that the engine and all that it starts hold at once, in a preview.",
    "",
    "| bare | ours | ratio | with the pack | ratio |",
    "| --- | --- | --- | --- | --- |",
    `| ${memory.bare.toFixed(0)} MiB | ${memory.ours.toFixed(0)} MiB | ${(memory.ours / memory.bare).toFixed(2)} | ${memory.judged.toFixed(0)} MiB | ${(memory.judged / memory.bare).toFixed(2)} |`,
  ].join("\n"),
);
await ours.close();
await bare.close();
say(await growth(rounds));
say(policies());
if (values.stories) say(await stories(times["bare up"].median));

const [cpu] = cpus();
const page = join(root, "docs/performance.md");
const head = `# Performance

Written by \`make bench\`. The floor is a bare program, \`test/bench/bare/\`, that registers the same resources from a list: same state, same stand-in clouds, same engine. Both run in turn, ${rounds} rounds after one that does not count; medians, ± half the distance between the quartiles. The times are this machine's (${cpus().length} × ${cpu?.model.trim() ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB); the ratios are what counts.`;
const text = [head, ...parts].join("\n\n");
await writeFile(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
