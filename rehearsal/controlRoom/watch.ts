import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBeginnings } from "../traffic/beginnings.ts";
import { keeper } from "../keeper.ts";
import type { Rehearsed } from "../rehearsed.ts";
import { openLiveProduction, type LiveProduction } from "../traffic/liveProduction.ts";
import { edit } from "../stackFile.ts";
import {
  openRoom,
  readable,
  serveControlRoom,
  type ControlRoom,
  type Room,
  type Source,
} from "../../controlRoom/index.ts";
import { sourceOf } from "./source.ts";
import { teamOf } from "./team.ts";

/** How many times as fast as declared time passes in DNS, health checks and monitors. */
const SCALE = 30;
/** How long each stage from the first displayed one is held, as config has it: long enough to read. */
const SOAK = "60s";
const STACK = "production";
/** How often an unattended run queries the gate, and the team checks what is due. Time is short here. */
const EVERY = 1;
/** Visitors' requests a second. */
const RATE = 100;

export interface WatchArgs {
  /** Called with each step on the way. */
  readonly onStep: (what: string) => void;
  /** The stage that the canary is first advanced to, in percent. Default 25. */
  readonly percentage?: number;
  /** The project that is rehearsed. */
  readonly project: Rehearsed;
}

/**
 * Production with a canary and visitors, laid by the real engine in a folder that is there and empty,
 * and the control room over it, where the canary is on its way to its stage. Closing takes all of it
 * down.
 */
export async function watch(directory: string, args: WatchArgs): Promise<ControlRoom> {
  const { onStep, percentage = 25, project } = args;
  await using opened = new AsyncDisposableStack();
  const kept = keeper(opened);
  onStep("staging and production are made, and a canary is prepared");
  const players = await begin(directory, project);
  onStep("visitors come, by DNS");
  const live = kept(await openLiveProduction({ directory, players, scale: SCALE, rate: RATE }));
  const to = players.plan.findLast((stage) => stage.percentage <= percentage) ?? players.plan[0];
  if (!to) throw new Error("the plan has no stage");
  const plan = players.plan.map((stage) => ({
    percentage: stage.percentage,
    soak: stage.percentage < to.percentage ? "1s" : SOAK,
  }));
  await edit(live.workspace, STACK, { set: { plan } });
  const source = kept(sourceOf(live, project, STACK));
  const { directory: folder, env } = live.workspace;
  const workspace = { directory: folder, env, canary: join(folder, "canary") };
  const room = kept(openRoom(source, { stack: STACK, workspace, every: EVERY }));
  kept(atWork(live, source, room));
  const { url } = kept(await serveControlRoom(room));
  room.begin(["run", "--yes", "--every", String(EVERY), "--until", String(to.percentage)]);
  const closing = opened.move();
  return { url, close: () => closing.disposeAsync() };
}

/** Have what each step needs verified as soon as it is due. What the first stage needs was, before anybody came. */
function atWork(live: LiveProduction, source: Source, room: Room) {
  const record = () => readable(source.read().record);
  const team = teamOf(live, record()?.enteredAt, (message) => {
    room.evidence(message);
  });
  const beat = setInterval(() => {
    team.look(record());
  }, EVERY * 500);
  return {
    close: async () => {
      clearInterval(beat);
      await team.close();
    },
  };
}

/** Lay a canary that nobody visits yet. */
async function begin(directory: string, project: Rehearsed) {
  const folder = await mkdtemp(join(tmpdir(), "canary-beginning-"));
  try {
    return await openBeginnings(folder, project).copy({ percentage: 0, scale: SCALE }, directory);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
