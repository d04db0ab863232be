import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stepOf, verifyStep } from "../evidence.ts";
import type { Tally } from "../load/index.ts";
import { run, type Finished } from "../run.ts";
import { updated } from "../update.ts";
import type { Beginning } from "./beginnings.ts";
import { leastOf, ttlOf, type Least, type Timeline } from "./timeline.ts";
import { planAt, stageAfter, stageBefore } from "./scale.ts";
import { visited, well, type LiveProduction } from "./liveProduction.ts";
import { COMMANDS, type BadStory, type Witness } from "./story.ts";

/** A bad release, and what became of it. */
export interface Stopped {
  readonly story: BadStory;
  /** What visitors saw from the fault on. */
  readonly visitors: Tally;
  readonly timeline: Timeline;
  readonly least: Least;
  /** What was said of it. */
  readonly said: string;
  readonly faults: readonly string[];
}

/** How many more times to look, a TTL apart, while visitors are on a canary that has no weight. */
const LOOKS = 5;
/** Seconds after which what nothing has detected will not be. */
const DETECTION_LIMIT = 60;

/**
 * Where it begins. What `./canary run` must detect it has the time to: on a machine that is slow the soak
 * of a short stage would be over first.
 */
export function beginningOf({ stage, under }: BadStory, scale: number): Beginning {
  const holds = under === "run" ? 2 * DETECTION_LIMIT * scale : undefined;
  return { percentage: stage, scale, holds };
}

/** Break a release at its stage, with visitors on it, and find out what stops it. */
export async function playBad(story: BadStory, live: LiveProduction): Promise<Stopped> {
  await start(story, live);
  const { broken, decided, detected, ended } =
    story.under === "run" ? await whileRunning(story, live) : await onceDetected(story, live);
  const kept = (ttlOf(live.store) * 1000) / live.scale;
  const { visitors, gone } = await whoIsLeft(story, live, kept);
  const moved = live.moved();
  const { last } = visitors.canary;
  const since = (at: number | undefined) => (at === undefined ? undefined : (at - broken) / 1000);
  return {
    ...{ story, visitors, said: story.says.exec(ended.output)?.[0] ?? "" },
    timeline: {
      detected: since(detected),
      decided: since(decided),
      moved: since(moved > broken ? moved : undefined),
      last: since(gone ? last : undefined),
    },
    least: leastOf(story, live.store),
    faults: faultsOf(story, { gone, detected, canary: live.held().weights["canary"], ...ended }),
  };
}

/** What visitors saw, and whether they are off the canary; one that is to lose them gets a while. */
async function whoIsLeft(
  { under }: BadStory,
  { load }: LiveProduction,
  kept: number,
): Promise<{ readonly visitors: Tally; readonly gone: boolean }> {
  await sleep(3 * kept);
  for (let looks = 0; ; looks++) {
    const visitors = await load.look();
    const { last } = visitors.canary;
    const gone = last === undefined || Date.now() - last > kept;
    // On a busy machine, a visit that is under way ends late.
    if (gone || !COMMANDS[under].takenOff || looks === LOOKS) return { visitors, gone };
    await sleep(kept);
  }
}

/** What happened, in Unix milliseconds, and how the command ended. */
interface Happened {
  readonly broken: number;
  readonly detected: number | undefined;
  readonly decided: number | undefined;
  readonly ended: Finished;
}

/** Break it while `./canary run` waits for the end of its soak. */
async function whileRunning(story: BadStory, live: LiveProduction): Promise<Happened> {
  const waits = Promise.withResolvers<unknown>();
  let decided: number | undefined;
  const running = command(story, live, (output) => {
    if (output.includes("soak:")) waits.resolve(undefined);
    if (/: rolling back$/m.test(output)) decided ??= Date.now();
  });
  await Promise.race([waits.promise, running]);
  const broken = await breakIt(story, live);
  const [detected, ended] = await Promise.all([detectedAt(story, live), running]);
  return { broken, detected, decided, ended };
}

/** Break it, and run a command once it was detected, and once the stage has held long enough to go on. */
async function onceDetected(story: BadStory, live: LiveProduction): Promise<Happened> {
  const { soak = 0 } = live.plan.find(({ percentage }) => percentage === story.stage) ?? {};
  const broken = await breakIt(story, live);
  const soaked = story.under === "advance" && sleep((soak * 1000) / live.scale);
  const [detected] = await Promise.all([detectedAt(story, live), soaked]);
  // A person decides on a roll back, the gate on an advance.
  let decided = story.under === "rollback" ? Date.now() : undefined;
  const ended = await command(story, live, (output) => {
    if (story.says.test(output)) decided ??= Date.now();
  });
  return { broken, detected, decided, ended };
}

function command(
  { under }: BadStory,
  { workspace }: LiveProduction,
  onLine: (output: string) => void,
) {
  const { directory, env } = workspace;
  return run(join(directory, "canary"), COMMANDS[under].args, { cwd: directory, env }, onLine);
}

/** Break it; returns when, and has visitors counted from then on. */
async function breakIt({ breaks }: BadStory, live: LiveProduction): Promise<number> {
  await live.load.take();
  const now = Date.now();
  if (typeof breaks === "function") breaks(live);
  else live.internet.site.break(live.fixtures.canary.deployment, breaks);
  return now;
}

/** Take the release to its stage, and have visitors on it with nothing wrong. */
async function start(story: BadStory, live: LiveProduction): Promise<void> {
  const { plan, scale, workspace, app, fixtures } = live;
  await well(live);
  const set = stageBefore(plan, story.stage) ? {} : { plan: planAt(plan, scale) };
  await updated(workspace, "production", { percentage: story.stage, set });
  const step = stepOf(plan, stageAfter(plan, story.stage)?.percentage ?? "promote");
  if (step !== undefined) await verifyStep(workspace, app, fixtures.canary, step);
  await visited(live);
}

/** When the first of the witnesses saw it; undefined where one of them has not. */
async function detectedAt(
  { detectedBy }: BadStory,
  live: LiveProduction,
): Promise<number | undefined> {
  const limit = performance.now() + DETECTION_LIMIT * 1000;
  const times: number[] = [];
  for (const witness of detectedBy) {
    while (!sees(witness, live)) {
      if (performance.now() > limit) return undefined;
      await sleep(50);
    }
    times.push(Date.now());
  }
  return times[0];
}

function sees(witness: Witness, live: LiveProduction): boolean {
  if (witness === "health check") return live.health()?.healthy === false;
  return live.monitor(witness.monitor).some(({ state }) => state === witness.state);
}

function faultsOf(
  { name, stage, under, detectedBy, says }: BadStory,
  result: {
    readonly gone: boolean;
    readonly detected: number | undefined;
    readonly canary: number | undefined;
  } & Finished,
): string[] {
  const faults: string[] = [];
  const ran = `./canary ${under}`;
  const { code, takenOff } = COMMANDS[under];
  const weight = takenOff ? 0 : stage;
  if (result.detected === undefined) {
    const all = detectedBy.map((one) => (one === "health check" ? one : one.monitor));
    faults.push(`not detected by all of ${all.join(", ")} within ${DETECTION_LIMIT} s`);
  }
  if (result.canary !== weight)
    faults.push(`the canary's weight is ${String(result.canary)}, not ${weight}`);
  if (result.gone !== takenOff)
    faults.push(takenOff ? "visitors are on it still" : "visitors were taken off it");
  if (result.code !== code)
    faults.push(
      `${ran} ended with ${result.code ?? "a signal"}, not ${code}\n${ending(result.output)}`,
    );
  if (!says.test(result.output))
    faults.push(`${ran} did not print ${String(says)}\n${ending(result.output)}`);
  return faults.map((fault) => `${name}: ${fault}`);
}

/** The last lines of what a command said. */
function ending(output: string): string {
  return output.trimEnd().split("\n").slice(-20).join("\n");
}
