import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { changesIn, inWords } from "./changes.ts";
import { held, undeclared, unlike, type Held } from "./check.ts";
import { openStore, startClouds, type Clouds, type Store } from "./clouds/index.ts";
import { layGround, type Ground } from "./ground.ts";
import { edit, named, type Release } from "./stackFile.ts";
import { story, type Cast, type Step } from "./story.ts";

/** What a step did, for the line that is shown and for the table. */
export interface Performed {
  readonly step: Step;
  /** The lines of config that changed, or the command that was run. */
  readonly asked: string;
  readonly changed: string;
  readonly held: Held;
  readonly seconds: number;
  /** Where something is not as it must be, in words. */
  readonly faults: readonly string[];
}

/** Told of the rehearsal as it goes on. */
export interface Audience {
  starts(step: Step): void;
  performed(performed: Performed): void;
}

export interface Rehearsal {
  readonly ground: Ground;
  readonly store: Store;
  readonly performed: readonly Performed[];
  /** All faults, in words; none means that everything declared is what the clouds hold. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Carry the story through the real engine, against stand-in clouds, in a folder of its own. */
export async function rehearse(directory: string, audience: Audience): Promise<Rehearsal> {
  const clouds = await startClouds({ file: `${directory}.clouds` });
  try {
    return await carry(directory, clouds, audience);
  } catch (error) {
    await clouds.close();
    throw error;
  }
}

async function carry(directory: string, clouds: Clouds, audience: Audience): Promise<Rehearsal> {
  const ground = await layGround(directory, clouds.debugProviders);
  const store = openStore(clouds.file);
  const stage = await setStage(ground, store);
  const performed: Performed[] = [];
  for (const step of story(stage.cast)) {
    audience.starts(step);
    const done = await perform(step, ground, store, stage.hosts);
    performed.push(done);
    audience.performed(done);
    if (done.faults.length > 0) break;
    await sleep(ground.soak * 1000);
  }
  const faults = performed.flatMap(({ step, faults }) =>
    faults.map((fault) => `${step.title}: ${fault}`),
  );
  if (faults.length === 0)
    faults.push(...(await undeclared(ground, store, ["staging", "production"])));
  return { ground, store, performed, faults, close: () => clouds.close() };
}

interface Stage {
  readonly cast: Cast;
  readonly hosts: { readonly public: string; readonly canary: string };
}

/** The app's pipeline has built these: the committed stable release, and three to roll out. */
async function setStage(ground: Ground, store: Store): Promise<Stage> {
  const staged = await named<Release>(ground, "staging", "release");
  const { stable: first } = await named<{ stable: Release }>(ground, "production", "releases");
  const hosts = await named<Stage["hosts"]>(ground, "production", "hosts");
  const project = async (stack: "staging" | "production") =>
    (await named<{ project: string }>(ground, stack, "vercel")).project;
  const cast = { first, good: build("1.5.0"), bad: build("1.6.0"), regretted: build("1.7.0") };
  store.deployment({
    project: await project("staging"),
    id: staged.deployment,
    version: staged.version,
    commit: staged.commit,
  });
  for (const { deployment, version, commit } of Object.values(cast)) {
    store.deployment({ project: await project("production"), id: deployment, version, commit });
  }
  return { cast, hosts };
}

function build(version: string): Release {
  return {
    version,
    commit: randomBytes(20).toString("hex"),
    deployment: `dpl_${randomBytes(12).toString("hex")}`,
  };
}

async function perform(
  step: Step,
  ground: Ground,
  store: Store,
  hosts: Stage["hosts"],
): Promise<Performed> {
  const started = performance.now();
  const eventLog = join(ground.directory, "events.json");
  const lines = step.edit ? await edit(ground, step.stack, step.edit) : ["./canary rollback --yes"];
  const { code, output } = step.edit
    ? await ground.pulumi("up", "--yes", "--stack", step.stack, "--event-log", eventLog)
    : await ground.canary("rollback", "--yes", "--reason", "checkout fails for one in ten");
  const found = held(store, hosts);
  const faults = [
    ...(code === 0 ? [] : [`exit code ${code}\n${output}`]),
    ...(/warning/i.test(output) ? [`a warning appeared\n${output}`] : []),
    ...(code === 0 && step.expected ? unlike(found, step.expected) : []),
  ];
  return {
    step,
    asked: lines.join("  ") || "pulumi up",
    changed:
      step.edit && code === 0 ? inWords(await changesIn(eventLog)) : "weights, aliases, record",
    held: found,
    seconds: (performance.now() - started) / 1000,
    faults,
  };
}
