import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockOwner } from "../../cli/lock.ts";
import { run, type Finished } from "../../rehearsal/run.ts";
import { newFolder } from "../engine/madeOnce.ts";
import { CREDENTIALS, type Server } from "./bucket.ts";
import { isLock, openPath, type Passed, type Path } from "./path.ts";
import { backendAt } from "./sharedState.ts";

/** How a race for a stack's lock ended. */
export type Ending =
  /** One wrote and the other was refused. */
  | "one"
  /** Both wrote, one after the other had given the lock back. */
  | "one after the other"
  /** Both were refused. */
  | "neither"
  /** One failed of something else than the lock. */
  | "another error"
  /** Both wrote while both held it. */
  | "both at once";

export interface Race {
  readonly ending: Ending;
  /** What was said by who failed of something else. */
  readonly errors: readonly string[];
  /** Locks that nobody holds any more and that lie there still. */
  readonly left: number;
}

/** How long a request on the lock is held up at most, in milliseconds, so that no two races go alike. */
const JITTER = 40;
/** How long one waits for the other at the start, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Race for the lock of a bare stack, so many times: two engines, which both list the locks before either
 * has written its own. No resource and no program is there: what is raced for is the lock alone.
 */
export async function raceOn(server: Server, times: number, seed: number): Promise<Race[]> {
  const folder = await newFolder();
  await writeFile(join(folder, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
  const paths = [await openPath(server.port), await openPath(server.port)] as const;
  const random = randomOf(seed);
  const engineAt = async (path: Path, name: string) => {
    const home = join(folder, name);
    await mkdir(home, { recursive: true });
    const env = {
      ...process.env,
      ...CREDENTIALS,
      HOME: home,
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: backendAt(path.port),
      PULUMI_CONFIG_PASSPHRASE: "x",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    return (...args: string[]) =>
      run("pulumi", [...args, "--non-interactive", "--stack", "dev"], { cwd: folder, env });
  };
  const engines = [await engineAt(paths[0], "one"), await engineAt(paths[1], "two")] as const;
  const made = await engines[0]("stack", "init");
  if (made.code !== 0) throw new Error(`no stack could be made: ${made.output}`);
  const races: Race[] = [];
  for (let race = 0; race < times; race++) {
    const before = paths.map(({ passed }) => passed.length);
    startTogether(paths, random);
    const finished = await Promise.all(
      engines.map((engine) => engine("refresh", "--yes", "--skip-preview")),
    );
    const sent = paths.map(({ passed }, index) => passed.slice(before[index]));
    races.push(judged(finished, sent));
  }
  for (const path of paths) await path.close();
  return races;
}

/** Hold the first list of locks of each up until the other's is there, and every later request for a moment. */
function startTogether(paths: readonly Path[], random: () => number): void {
  let arrived = 0;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  for (const path of paths) {
    let first = true;
    path.before = async (_method, key) => {
      if (!isLock({ key })) return;
      if (first) {
        first = false;
        if (++arrived === paths.length) resolve(undefined);
        await Promise.race([promise, sleep(PATIENCE)]);
      }
      await sleep(random() * JITTER);
    };
  }
}

function judged(finished: readonly Finished[], sent: readonly (readonly Passed[])[]): Race {
  const failed = finished.filter(({ code }) => code !== 0);
  const errors = failed.map(({ output }) => output).filter((output) => !lockOwner(output));
  const holds = finished.flatMap(({ code }, index) =>
    code === 0 ? [heldIn(sent[index] ?? [])] : [],
  );
  const left = sent.flat().reduce((sum, { method, key, status }) => {
    if (!isLock({ key }) || status >= 300) return sum;
    return sum + (method === "PUT" ? 1 : method === "DELETE" ? -1 : 0);
  }, 0);
  return { ending: endingOf(errors, holds), errors, left };
}

type Hold = readonly [from: number, to: number];

/** From when it saw that nobody else has a lock until it wrote for the last time. */
function heldIn(sent: readonly Passed[]): Hold {
  const clear = sent.findLast((one) => isLock(one) && one.key.endsWith("/"));
  const written = sent.findLast((one) => one.method === "PUT" && !isLock(one));
  return [clear?.began ?? Number.NaN, written?.ended ?? Infinity];
}

function endingOf(errors: readonly string[], holds: readonly Hold[]): Ending {
  if (errors.length > 0) return "another error";
  const [one, two] = holds;
  if (!one) return "neither";
  if (!two) return "one";
  return one[1] <= two[0] || two[1] <= one[0] ? "one after the other" : "both at once";
}

/** Numbers from 0 to 1, the same for a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
