import { setTimeout as sleep } from "node:timers/promises";
import { undeclared, unlike } from "../check.ts";
import { stepOf, verifyStep } from "../evidence.ts";
import type { Tally } from "../load/index.ts";
import { publicHosts } from "../rehearsed.ts";
import { edit, type Edit, type Release } from "../stackFile.ts";
import { updated, type Updated } from "../update.ts";
import { ttlOf } from "./timeline.ts";
import { planAt, stageAfter } from "./scale.ts";
import { hasEnough, well, type LiveProduction } from "./liveProduction.ts";
import { shareOf, type Share } from "./share.ts";

/** What visitors saw of a stage, once resolvers had forgotten the one before. */
export interface Held {
  readonly percentage: number;
  readonly visitors: Tally;
  readonly share: Share;
}

/** A step of a release that goes through: a line of config, and what it came to. */
export interface Stepped extends Updated {
  readonly title: string;
  /** What was verified of the release first, where the step requires it. */
  readonly verified?: string;
}

/** A release that went through. */
export interface WentThrough {
  readonly stages: readonly Held[];
  readonly seconds: number;
  readonly faults: readonly string[];
}

/** What a release that goes through is called. */
export const GOOD = {
  name: "good",
  shows:
    "A release goes from 10 to 100 % and takes over: at each stage its share of visitors is measured.",
};

/** Milliseconds between two reads of what visitors got. */
const LOOK = 200;
/** The requests that each stage must have had. */
const REQUESTS = 5000;

/** How long visitors whom a weight does not reach are watched, in milliseconds: some requests each. */
const UNREACHED = 2000;

/** Called with what goes on. */
export interface ProgressListener {
  stepped(step: Stepped): void;
  held(stage: Held): void;
}

/** Take a release through all stages, one line of config at a time, with visitors on it. */
export async function playGood(
  live: LiveProduction,
  listener: ProgressListener,
): Promise<WentThrough> {
  const { workspace, fixtures, plan, scale, app } = live;
  const { canary, hosts } = fixtures;
  const began = performance.now();
  await well(live);
  await edit(workspace, "production", { set: { plan: planAt(plan, scale) } });
  const prepared = await live.load.look();
  let evidence: string | undefined;
  const step = async (title: string, change: Edit) => {
    const done = await updated(workspace, "production", change);
    listener.stepped({ ...done, title, ...(evidence !== undefined && { verified: evidence }) });
    evidence = undefined;
  };

  const stages: Promise<Held>[] = [];
  for (const stage of plan) {
    const { percentage } = stage;
    await step(`${canary.version} at ${percentage} %`, { percentage });
    const stepName = stepOf(plan, stageAfter(plan, percentage)?.percentage ?? "promote");
    const held = hold(live, percentage);
    stages.push(
      held.over.then((one) => {
        listener.held(one);
        return one;
      }),
    );
    [evidence] = await Promise.all([
      stepName === undefined ? undefined : verifyStep(workspace, app, canary, stepName),
      held.enough,
      sleep((stage.soak / scale) * 1000),
    ]);
  }
  await step(`promote ${canary.version}`, { stable: canary });
  await step(`finish ${canary.version}`, { percentage: 0 });
  const held = await Promise.all(stages);
  await verifyStep(workspace, app, canary, "finish");
  // Another is prepared: whoever is on the canary's leg from the rollout that has ended must not meet it.
  const next = fixtures.nextRelease;
  await step(`prepare ${next.version}`, { canary: next });
  await live.load.take();
  await sleep(UNREACHED);
  const after = await live.load.look();
  const undone = await undeclared(workspace, live.store, ["staging", "production"]);
  return {
    stages: held,
    seconds: (performance.now() - began) / 1000,
    faults: [
      ...nobodyOn(canary, prepared),
      ...held.flatMap(faultsOf),
      ...nobodyOn(next, after),
      ...unlike(live.held(), {
        canary: 0,
        hosts: Object.assign(
          {},
          ...publicHosts(hosts).map((one) => ({
            [one.public]: canary,
            [one.canary]: canary,
            [one.prepared]: next,
          })),
        ) as Readonly<Record<string, Release>>,
      }),
      ...undone,
    ].map((fault) => `${GOOD.name}: ${fault}`),
  };
}

/**
 * What visitors get of a stage, from when nobody holds the answer of the one before, until the weights
 * change again; `enough` is when the requests were made that it must have.
 */
function hold(live: LiveProduction, percentage: number) {
  const { load, scale, store, internet } = live;
  const { count, late } = internet.dns.providers;
  const ttl = ttlOf(store) + late * scale;
  const enough = Promise.withResolvers<undefined>();
  const over = async (): Promise<Held> => {
    // Resolvers keep the answer before for its TTL.
    await sleep((2 * ttl * 1000) / scale);
    await load.begin();
    const began = performance.now();
    let visitors = await load.look();
    for (;;) {
      const now = await load.look();
      const { weights } = live.held();
      if (weights["canary"] !== percentage || weights["stable"] !== 100 - percentage) break;
      visitors = now;
      if (requestsOf(visitors) >= REQUESTS && hasEnough(live, visitors)) enough.resolve(undefined);
      await sleep(LOOK);
    }
    const seconds = ((performance.now() - began) / 1000) * scale;
    const sent = { stable: visitors.stable.visitors, canary: visitors.canary.visitors };
    const share = shareOf(sent, percentage, (count * seconds) / ttl);
    return { percentage, visitors, share };
  };
  return { over: over(), enough: enough.promise };
}

/** Nobody is served a release that is at 0 %, and those whom a weight does not reach are served. */
function nobodyOn({ version }: Release, { versions, lasting }: Tally): string[] {
  const met = versions[version] ?? 0;
  return [
    ...(met === 0 ? [] : [`${met} requests were served ${version}, which is at 0 %`]),
    ...(lasting.requests > 0 && lasting.failed === 0
      ? []
      : [`${lasting.failed} of ${lasting.requests} requests of clients that stay failed`]),
  ];
}

function requestsOf({ stable, canary }: Tally): number {
  return stable.requests + canary.requests;
}

function faultsOf({ percentage, visitors, share }: Held): string[] {
  const { measured, from, to, within } = share;
  const requests = requestsOf(visitors);
  const { stable, canary, lasting } = visitors;
  const failed = stable.failed + canary.failed + lasting.failed;
  return [
    ...(requests >= REQUESTS ? [] : [`only ${requests} requests were made`]),
    ...(failed === 0 ? [] : [`${failed} requests failed`]),
    ...(within
      ? []
      : [
          `the canary had ${measured.toFixed(1)} %, outside ${from.toFixed(1)} to ${to.toFixed(1)} %`,
        ]),
  ].map((fault) => `at ${percentage} % ${fault}`);
}
