import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { castOf } from "./cast.ts";
import { undeclared } from "./check.ts";
import { openStore, startClouds, type Clouds, type Store } from "./clouds/index.ts";
import { openDatadogOrders, startDatadogApi, type DatadogApi } from "./datadogApi/index.ts";
import { layGround, STAGES, type Ground } from "./ground.ts";
import { perform, type Performed } from "./perform.ts";
import { edit } from "./stackFile.ts";
import type { Cast, Step } from "./step.ts";
import { story } from "./story.ts";

/**
 * How long each stage holds in the story, and when somebody goes on by hand, in seconds. The first is
 * over by the time that the next update's program runs.
 */
const STORY_SOAK = 1;
const SOAK_BY_HAND = 20;

/** The requests that each release has had by the time that it is judged: enough for a verdict. */
const REQUESTS = 5000;

/** Told of the rehearsal as it goes on. */
export interface Audience {
  starts(step: Step): void;
  performed(performed: Performed): void;
}

export interface Rehearsal {
  readonly ground: Ground;
  readonly store: Store;
  readonly cast: Cast;
  readonly performed: readonly Performed[];
  /** All faults, in words; none means that everything declared is what the clouds hold. */
  readonly faults: readonly string[];
  /** Take the clouds down. */
  close(): Promise<void>;
}

/** Carry the story through the real engine, against stand-in clouds, in a folder that is made anew. */
export async function rehearse(directory: string, audience: Audience): Promise<Rehearsal> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const clouds = await startClouds({ file: join(directory, "clouds.sqlite") });
  const datadog = await startDatadogApi({ file: clouds.file });
  const close = async () => {
    await datadog.close();
    await clouds.close();
  };
  try {
    return await carry(directory, clouds, datadog, audience, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function carry(
  directory: string,
  clouds: Clouds,
  datadog: DatadogApi,
  audience: Audience,
  closeClouds: () => Promise<void>,
): Promise<Rehearsal> {
  const ground = await layGround(directory, {
    debugProviders: clouds.debugProviders,
    datadogHost: datadog.url,
    soak: `${STORY_SOAK}s`,
  });
  const store = openStore(clouds.file);
  const cast = await castOf(ground, store);
  const orders = openDatadogOrders(clouds.file);
  for (const { version } of store.deployments()) orders.setRequests(version, REQUESTS);
  const performed: Performed[] = [];
  for (const step of story(cast)) {
    audience.starts(step);
    const done = await perform(step, ground, store, orders);
    performed.push(done);
    audience.performed(done);
    if (done.faults.length > 0) break;
  }
  orders.close();
  const faults = performed.flatMap(({ step, faults }) =>
    faults.map((fault) => `${step.title}: ${fault}`),
  );
  if (faults.length === 0)
    faults.push(...(await undeclared(ground, store, ["staging", "production"])));
  const close = async () => {
    store.close();
    await closeClouds();
  };
  return { ground, store, cast, performed, faults, close };
}

/** Leave the stage as somebody can go on by hand: the spare release prepared, and soaks to be seen. */
export async function prepareSpare({ ground, cast }: Rehearsal): Promise<void> {
  const plan = STAGES.map((percentage) => ({
    percentage,
    soak: `${SOAK_BY_HAND}s`,
  }));
  await edit(ground, "production", { canary: cast.spare, set: { plan } });
  const { code, output } = await ground.pulumi("up", "--yes", "--stack", "production");
  if (code !== 0) throw new Error(`${cast.spare.version} could not be prepared: ${output}`);
}
