import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBeginnings } from "../traffic/beginnings.ts";
import type { Rehearsed } from "../rehearsed.ts";
import { openScene } from "../traffic/scene.ts";
import { edit } from "../stackFile.ts";
import { serveControlRoom, type ControlRoom } from "./serve.ts";
import { sourceOf } from "./source.ts";

/** How many times as fast as declared time passes in DNS, health checks and monitors. */
const SCALE = 30;
/** How long each stage from the first shown on is held, as config has it: long enough to look around. */
const SOAK = "60s";
/** Visitors' requests a second. */
const RATE = 100;

export interface WatchArgs {
  /** Told of each step of the way. */
  readonly told: (what: string) => void;
  /** The stage that the canary is first carried to, in percent. Default 25. */
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
  const { told, percentage = 25, project } = args;
  await using opened = new AsyncDisposableStack();
  const kept = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.defer(() => one.close());
    return one;
  };
  told("staging and production are made, and a canary is prepared");
  const players = await begin(directory, project);
  told("visitors come, by DNS");
  const scene = kept(await openScene({ directory, players, scale: SCALE, rate: RATE }));
  const to = players.plan.findLast((stage) => stage.percentage <= percentage) ?? players.plan[0];
  if (!to) throw new Error("the plan has no stage");
  const plan = players.plan.map((stage) => ({
    percentage: stage.percentage,
    soak: stage.percentage < to.percentage ? "1s" : SOAK,
  }));
  await edit(scene.ground, "production", { set: { plan } });
  const source = kept(sourceOf(scene));
  const { url } = kept(await serveControlRoom(source));
  source.carryTo(to.percentage);
  const closing = opened.move();
  return { url, close: () => closing.disposeAsync() };
}

/** Lay a canary that nobody visits yet. */
async function begin(directory: string, project: Rehearsed) {
  const folder = await mkdtemp(join(tmpdir(), "canary-beginning-"));
  try {
    return await openBeginnings(folder, project).copy(0, SCALE, directory);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
