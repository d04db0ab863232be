import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { momentOf, show } from "../evidence.ts";
import type { Tally } from "../load/index.ts";
import { run, type Finished } from "../run.ts";
import { updated } from "../update.ts";
import { leastOf, ttlOf, type Least, type Moments } from "./moments.ts";
import { planAt, stageAfter, stageBefore } from "./scale.ts";
import { visited, well, type Scene } from "./scene.ts";
import type { BadStory, Witness } from "./story.ts";

/** A bad release, and what became of it. */
export interface Stopped {
  readonly story: BadStory;
  /** What visitors saw from the fault on. */
  readonly visitors: Tally;
  readonly moments: Moments;
  readonly least: Least;
  /** What was said of it. */
  readonly said: string;
  readonly faults: readonly string[];
}

/** Seconds after which what nobody has seen will not be. */
const UNSEEN = 60;

const COMMANDS = {
  run: ["run", "--yes", "--every", "1"],
  advance: ["advance", "--yes"],
  rollback: ["rollback", "--yes", "--reason", "a third of the requests fail"],
} as const;

/** Break a release at its stage, with visitors on it, and see what stops it. */
export async function playBad(story: BadStory, scene: Scene): Promise<Stopped> {
  await start(story, scene);
  const { broken, decided, detected, ended } =
    story.under === "run" ? await whileRunning(story, scene) : await onceSeen(story, scene);
  const kept = (ttlOf(scene.store) * 1000) / scene.scale;
  await sleep(3 * kept);
  const visitors = await scene.load.look();
  const moved = scene.moved();
  const { last } = visitors.canary;
  const gone = last === undefined || Date.now() - last > kept;
  const since = (at: number | undefined) => (at === undefined ? undefined : (at - broken) / 1000);
  return {
    ...{ story, visitors, said: story.expected.says.exec(ended.output)?.[0] ?? "" },
    moments: {
      detected: since(detected),
      decided: since(decided),
      moved: since(moved > broken ? moved : undefined),
      last: since(gone ? last : undefined),
    },
    least: leastOf(story, scene.store),
    faults: faultsOf(story, { gone, detected, canary: scene.held().weights["canary"], ...ended }),
  };
}

/** What happened, in Unix milliseconds, and how the command ended. */
interface Happened {
  readonly broken: number;
  readonly detected: number | undefined;
  readonly decided: number | undefined;
  readonly ended: Finished;
}

/** Break it while `./canary run` waits for the end of its soak. */
async function whileRunning(story: BadStory, scene: Scene): Promise<Happened> {
  const waits = Promise.withResolvers<unknown>();
  let decided: number | undefined;
  const running = command(story, scene, (output) => {
    if (output.includes("soak:")) waits.resolve(undefined);
    if (/: rolling back$/m.test(output)) decided ??= Date.now();
  });
  await Promise.race([waits.promise, running]);
  const broken = await breakIt(story, scene);
  const [detected, ended] = await Promise.all([seen(story, scene), running]);
  return { broken, detected, decided, ended };
}

/** Break it, and run a command once it was seen, and once the stage has held long enough to go on. */
async function onceSeen(story: BadStory, scene: Scene): Promise<Happened> {
  const { soak = 0 } = scene.plan.find(({ percentage }) => percentage === story.stage) ?? {};
  const broken = await breakIt(story, scene);
  const soaked = story.under === "advance" && sleep((soak * 1000) / scene.scale);
  const [detected] = await Promise.all([seen(story, scene), soaked]);
  // A person decides on a roll back, the gate on an advance.
  let decided = story.under === "rollback" ? Date.now() : undefined;
  const ended = await command(story, scene, (output) => {
    if (story.expected.says.test(output)) decided ??= Date.now();
  });
  return { broken, detected, decided, ended };
}

function command({ under }: BadStory, { ground }: Scene, heard: (output: string) => void) {
  const { directory, env } = ground;
  return run(join(directory, "canary"), COMMANDS[under], { cwd: directory, env }, heard);
}

/** Break it; returns when, and has visitors counted from then on. */
async function breakIt({ breaks }: BadStory, scene: Scene): Promise<number> {
  await scene.load.take();
  const now = Date.now();
  if (typeof breaks === "function") breaks(scene);
  else scene.internet.site.break(scene.cast.canary.deployment, breaks);
  return now;
}

/** Take the release to its stage, and have visitors on it with nothing wrong. */
async function start(story: BadStory, scene: Scene): Promise<void> {
  const { plan, scale, ground, app, cast } = scene;
  await well(scene);
  const set = stageBefore(plan, story.stage) ? {} : { plan: planAt(plan, scale) };
  await updated(ground, "production", { percentage: story.stage, set });
  const moment = momentOf(plan, stageAfter(plan, story.stage)?.percentage ?? "promote");
  if (moment !== undefined) await show(ground, app, cast.canary, moment);
  await visited(scene);
}

/** When the first of the witnesses saw it; undefined where one of them has not. */
async function seen({ seenBy }: BadStory, scene: Scene): Promise<number | undefined> {
  const limit = performance.now() + UNSEEN * 1000;
  const moments: number[] = [];
  for (const witness of seenBy) {
    while (!sees(witness, scene)) {
      if (performance.now() > limit) return undefined;
      await sleep(50);
    }
    moments.push(Date.now());
  }
  return moments[0];
}

function sees(witness: Witness, scene: Scene): boolean {
  if (witness === "health check") return scene.health()?.healthy === false;
  return scene.monitor(witness.monitor).some(({ state }) => state === witness.state);
}

function faultsOf(
  { name, stage, seenBy, expected }: BadStory,
  found: {
    readonly gone: boolean;
    readonly detected: number | undefined;
    readonly canary: number | undefined;
  } & Finished,
): string[] {
  const faults: string[] = [];
  const weight = expected.code === 1 ? stage : 0;
  if (found.detected === undefined) faults.push(`not all saw it: ${JSON.stringify(seenBy)}`);
  if (found.canary !== weight)
    faults.push(`the canary's weight is ${String(found.canary)}, not ${weight}`);
  if (found.gone !== expected.takenOff)
    faults.push(expected.takenOff ? "visitors are on it still" : "visitors were taken off it");
  if (found.code !== expected.code)
    faults.push(
      `it ended with ${found.code ?? "a signal"}, not ${expected.code}\n${ending(found.output)}`,
    );
  if (!expected.says.test(found.output))
    faults.push(`it did not say ${String(expected.says)}\n${ending(found.output)}`);
  return faults.map((fault) => `${name}: ${fault}`);
}

/** The last lines of what a command said. */
function ending(output: string): string {
  return output.trimEnd().split("\n").slice(-20).join("\n");
}
