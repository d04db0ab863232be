import type { Store } from "../clouds/index.ts";
import { watchedMonitors } from "../metrics/monitors.ts";
import { COMMANDS, type BadStory, type Witness } from "./story.ts";

/** For how long resolvers keep what the weighted name answers, in seconds as declared. */
export function ttlOf(store: Store): number {
  const [record] = store.resources("aws:route53/record:Record");
  return Number(record?.outputs["ttl"]);
}

/** When what happened, in seconds since the fault, as this machine's clock has it. */
export interface Timeline {
  /** The first of the witnesses saw it; absent where one of them never did. */
  readonly detected: number | undefined;
  /** It was said what to do. */
  readonly decided: number | undefined;
  /** Both weights had changed; absent where they did not. */
  readonly moved: number | undefined;
  /** The last request went by the canary's entry point; absent where they still do. */
  readonly last: number | undefined;
}

/**
 * What windows, retries and TTLs alone take, in seconds as declared: no poll is waited for, no command
 * takes its time, and some resolver has just queried.
 */
export interface Least {
  readonly detected: number;
  /** Absent where visitors stay. */
  readonly last?: number;
}

/** When it would have been in production, in seconds, if commands take as long there as here. */
export function inProduction(
  { detected, moved, last }: Timeline,
  scale: number,
): { readonly detected: number | undefined; readonly last: number | undefined } {
  const scaled = (seconds: number | undefined) => seconds && seconds * scale;
  if (detected === undefined || moved === undefined || last === undefined || last < moved)
    return { detected: scaled(detected), last: scaled(last) };
  return {
    detected: detected * scale,
    last: detected * scale + (moved - detected) + (last - moved) * scale,
  };
}

/** The least that a story can take. */
export function leastOf({ detectedBy, under }: BadStory, store: Store): Least {
  const detected = leastToSee(detectedBy[0], store);
  return { detected, ...(COMMANDS[under].takenOff && { last: detected + ttlOf(store) }) };
}

/**
 * The least seconds, as declared, in which a witness can detect what is wrong: a monitor's window as far
 * as it must fill, and how late its metrics are; the failures in a row of a health check; the retries of
 * a synthetic test. Each is lucky there: it checks at the very instant.
 */
function leastToSee(witness: Witness, store: Store): number {
  if (witness === "health check") {
    const [check] = store.resources("aws:route53/healthCheck:HealthCheck");
    // A check that is under way fails too, and the next one may be due.
    const looks = Number(check?.outputs["failureThreshold"]) - 2;
    return Number(check?.outputs["requestInterval"]) * looks;
  }
  const { monitor, fills = 1 } = witness;
  const watched = watchedMonitors(store).find(({ key }) => key === monitor);
  if (watched) return watched.query.window * fills + watched.delay;
  const test = store
    .resources("datadog:index/syntheticsTest:SyntheticsTest")
    .find(({ outputs }) => (outputs["tags"] as string[]).includes(`canary_monitor:${monitor}`));
  if (!test)
    throw new Error(
      `no monitor or synthetic test of the project has the tag canary_monitor:${monitor}`,
    );
  const { minFailureDuration = 0, retry } = test.outputs["optionsList"] as {
    readonly minFailureDuration?: number;
    readonly retry?: { readonly count?: number; readonly interval?: number };
  };
  return minFailureDuration + ((retry?.count ?? 0) * (retry?.interval ?? 300)) / 1000;
}
