import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { layApp, verifyApp, type App } from "./app.ts";
import { castOf } from "./cast.ts";
import { undeclared } from "./check.ts";
import { startCloudflareApi, type CloudflareApi } from "./cloudflareApi.ts";
import { openStore, startClouds, type Clouds, type Store } from "./clouds/index.ts";
import { openDatadogOrders, startDatadogApi, type DatadogApi } from "./datadogApi/index.ts";
import { startDns, type Dns } from "./dns/index.ts";
import { BEFORE_START, show } from "./evidence.ts";
import { layGround, STAGES, type Ground } from "./ground.ts";
import { hold } from "./holder.ts";
import { perform, type Performed } from "./perform.ts";
import { edit, named, type Release } from "./stackFile.ts";
import type { Cast, Step, Story } from "./step.ts";
import { stories } from "./story.ts";
import { cloudflareZones } from "./zones.ts";

/**
 * How long each stage holds in the story, and when somebody goes on by hand, in seconds. The first is
 * over by the time that the next update's program runs.
 */
const STORY_SOAK = 1;
const SOAK_BY_HAND = 20;

/** The requests that each release has had by the time that it is judged: enough for a verdict. */
const REQUESTS = 5000;

/** The app's checkout, in the rehearsal's folder. */
const APP = "app";

/** Told of the rehearsal as it goes on. */
export interface Audience {
  /** A story begins, the first being number 1. */
  begins(story: Story, number: number): void;
  starts(step: Step): void;
  performed(performed: Performed): void;
}

export interface Rehearsal {
  readonly ground: Ground;
  readonly store: Store;
  readonly cast: Cast;
  readonly app: App;
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
  const letGo = await hold(directory);
  const clouds = await startClouds({ file: join(directory, "clouds.sqlite") });
  const datadog = await startDatadogApi({ file: clouds.file });
  const dns = await startDns({ file: clouds.file, zones: await cloudflareZones() });
  const cloudflare = await startCloudflareApi();
  const close = async () => {
    await cloudflare.close();
    await dns.close();
    await datadog.close();
    await clouds.close();
    await letGo();
  };
  try {
    return await carry(directory, { clouds, datadog, cloudflare, dns }, audience, close);
  } catch (error) {
    await close();
    throw error;
  }
}

interface StandIns {
  readonly clouds: Clouds;
  readonly datadog: DatadogApi;
  readonly cloudflare: CloudflareApi;
  readonly dns: Dns;
}

async function carry(
  directory: string,
  { clouds, datadog, cloudflare, dns }: StandIns,
  audience: Audience,
  closeClouds: () => Promise<void>,
): Promise<Rehearsal> {
  const ground = await layGround(directory, {
    debugProviders: clouds.debugProviders,
    datadogHost: datadog.url,
    dns: dns.route53,
    cloudflareUrl: cloudflare.url,
    soak: `${STORY_SOAK}s`,
  });
  const store = openStore(clouds.file);
  const app = await layApp(join(directory, APP));
  await nameApp(ground, app, clouds.file);
  const cast = await castOf(ground, store, app);
  const orders = openDatadogOrders(clouds.file);
  for (const { version } of store.deployments()) orders.setRequests(version, REQUESTS);
  const performed: Performed[] = [];
  const failed = () => performed.some(({ faults }) => faults.length > 0);
  for (const [index, story] of stories(cast).entries()) {
    if (failed()) break;
    audience.begins(story, index + 1);
    for (const step of story.steps) {
      audience.starts(step);
      const done = await perform(step, { ground, store, datadog: orders, app });
      performed.push(done);
      audience.performed(done);
      if (failed()) break;
    }
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
  return { ground, store, cast, app, performed, faults, close };
}

/** Let the stack files speak of the app: where its checkout is, what shows its items, which commits it has. */
async function nameApp(ground: Ground, app: App, clouds: string): Promise<void> {
  const { stable } = await named<{ stable: Release }>(ground, "production", "releases");
  const { public: host } = await named<{ public: string }>(ground, "production", "hosts");
  const staged = await named<Release>(ground, "staging", "release");
  const commit = await app.release(stable.version);
  await edit(ground, "staging", { set: { release: { ...staged, commit } } });
  await edit(ground, "production", {
    stable: { ...stable, commit },
    set: { app: { checkout: APP, branch: "main" }, verify: verifyApp(clouds, host) },
  });
}

/** Leave the stage as somebody can go on by hand: the spare release prepared, and soaks to be seen. */
export async function prepareSpare({ ground, cast, app }: Rehearsal): Promise<void> {
  const plan = STAGES.map((percentage) => ({
    percentage,
    soak: `${SOAK_BY_HAND}s`,
  }));
  await edit(ground, "production", { canary: cast.spare, set: { plan } });
  const { code, output } = await ground.pulumi("up", "--yes", "--stack", "production");
  if (code !== 0) throw new Error(`${cast.spare.version} could not be prepared: ${output}`);
  const { faults } = await show(ground, app, { release: cast.spare, attested: BEFORE_START });
  if (faults.length > 0) throw new Error(faults.join("\n"));
}
