import { beginningOf, playBad, type Stopped } from "./bad.ts";
import type { Beginnings } from "./beginnings.ts";
import { GOOD, playGood, type ProgressListener, type WentThrough } from "./good.ts";
import { openLiveProduction, type LiveProduction } from "./liveProduction.ts";
import { BAD } from "./stories.ts";
import { lacking, storyIn } from "./story.ts";

export type { Stopped } from "./bad.ts";
export { openBeginnings, type Beginnings } from "./beginnings.ts";
export { prepareNextRelease } from "./nextRelease.ts";

/** A story on real traffic: its name, and what it demonstrates in a sentence. */
export interface Scenario {
  readonly name: string;
  readonly shows: string;
  /** How many times as fast as in production time passes: a minute is a second at 60. */
  readonly scale: number;
}

/** At which a window of five minutes is five seconds: what fires must have the time to fire. */
const TO_SEE = 60;
/** At which soaks do not outlast what updates take. */
const TO_GO_THROUGH = 300;

/** The fastest that a real resolver can: its least TTL is a second of the clock, and the weights' is a minute. */
const BY_THE_CLOCK = 60;

/** All of them, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
  { ...GOOD, scale: TO_GO_THROUGH },
  ...BAD.map(({ name, shows }) => ({ name, shows, scale: TO_SEE })),
];

/**
 * Why a project's story cannot be played, as text: nothing that it declares would detect it. Undefined
 * where it can.
 */
export async function unplayable(
  { name }: Scenario,
  beginnings: Beginnings,
): Promise<string | undefined> {
  const bad = BAD.find((one) => one.name === name);
  const missing = bad ? lacking(bad, await beginnings.monitors()) : [];
  if (missing.length === 0) return undefined;
  return `the project does not declare ${missing.join(" and ")}, which must see it`;
}

/** A story that could not be played to its end. */
export interface CutShort {
  readonly faults: readonly string[];
}

export interface Played {
  readonly live: LiveProduction;
  readonly outcome: WentThrough | Stopped | CutShort;
}

export interface PlayArgs {
  readonly beginnings: Beginnings;
  /** An empty folder. */
  readonly directory: string;
  /** The program unbound, where it resolves names for visitors; the rehearsal's own resolver where absent. */
  readonly unbound?: string | undefined;
}

/**
 * Play one in an empty folder, up to its end; its production stays open until the caller closes it.
 *
 * @param listener called with each step and stage of a release that goes through
 */
export async function playScenario(
  scenario: Scenario,
  { beginnings, directory, unbound }: PlayArgs,
  listener: ProgressListener,
): Promise<Played> {
  const { name } = scenario;
  const scale = unbound === undefined ? scenario.scale : Math.min(scenario.scale, BY_THE_CLOCK);
  const story = BAD.find((one) => one.name === name);
  const bad = story && storyIn((await beginnings.players()).plan, story);
  const beginning = bad ? beginningOf(bad, scale) : { percentage: 0, scale };
  const players = await beginnings.copy(beginning, directory);
  const live = await openLiveProduction({ directory, players, scale, unbound });
  const playing = bad ? playBad(bad, live) : playGood(live, listener);
  const outcome = await playing.catch((error: unknown): CutShort => {
    return { faults: [`${name}: ${error instanceof Error ? error.message : String(error)}`] };
  });
  return { live, outcome };
}
