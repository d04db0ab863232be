import type { MonitoredStack } from "../../program/announce.ts";
import { queryDns } from "../../measure/dns.ts";
import { measureRelease } from "../../measure/datadog/ofRelease.ts";
import type { Answer } from "../../measure/limit.ts";
import type { HostAnswer } from "../../measure/probe.ts";
import { lookAt } from "../../measure/serving.ts";
import type { Measurement } from "../../rollout/gate.ts";
import type { Health } from "../../rollout/health.ts";
import { monitorsOf } from "../../rollout/monitors.ts";
import { versionTag } from "../../rollout/tags.ts";
import type { Release } from "../../rollout/release.ts";
import type { Extras, Front } from "../monitored.ts";
import {
  dnsFinding,
  healthFinding,
  monitorFinding,
  versionFinding,
  type Finding,
} from "./findings.ts";

/** A finding, and when it was made, in seconds since the command began. */
export type Timed = Finding & { readonly at: number };

/** What was found after a roll back, beside what the clouds hold. */
export interface Verification {
  readonly dns: Timed;
  readonly version: Timed;
  readonly health: Timed;
  readonly performance: Timed;
  readonly errors: Timed;
}

/** How long each check may take, in seconds; all are made at once. */
const LIMITS = { dns: 5, host: 8, datadog: 9 };

/** The monitors that say whether performance and errors are as they should be, and what those rest on. */
const PERFORMANCE = "latency";
const ERRORS = "error-rate";
const KEYS = [PERFORMANCE, ERRORS, "requests"];

/**
 * Check from outside whether a roll back took effect: what DNS answers, what the public host serves, what
 * Datadog reports about the good release. Never rejects: what cannot be queried is a finding too.
 */
export async function verify(args: {
  readonly front: Front;
  readonly extras: Extras;
  readonly monitored: MonitoredStack | undefined;
  /** The good release, where it is known. */
  readonly good: Release | undefined;
  /** Seconds since the command began. */
  readonly seconds: () => number;
}): Promise<Verification> {
  const timed = async (result: Promise<Finding>): Promise<Timed> => ({
    ...(await result),
    at: args.seconds(),
  });
  const observed = look(args);
  const measured = measure(args);
  const actual = {
    dns: timed(dns(args)),
    version: timed(
      observed.then((one) => of(one, ({ answers }) => versionFinding(answers, args.good))),
    ),
    health: timed(observed.then((one) => of(one, healthFinding))),
    performance: timed(measured.then((one) => monitorFinding(one, PERFORMANCE))),
    errors: timed(measured.then((one) => monitorFinding(one, ERRORS))),
  };
  return {
    dns: await actual.dns,
    version: await actual.version,
    health: await actual.health,
    performance: await actual.performance,
    errors: await actual.errors,
  };
}

type Args = Parameters<typeof verify>[0];

async function dns({ front, extras }: Args): Promise<Finding> {
  if (!front.weighted) return { why: "the state has no weighted name" };
  const { stable, ...question } = front.weighted;
  const answers = await queryDns({ ...question, resolvers: extras.resolvers }, LIMITS.dns);
  return dnsFinding(answers, stable.toLowerCase());
}

interface Looked {
  readonly answers: readonly HostAnswer[];
  /** What an answer is when all is well. */
  readonly well: Omit<Health, "path">;
}
type Unasked = { readonly why: string };

async function look({ front: { host, health }, extras }: Args): Promise<Looked | Unasked> {
  if (!extras.probe) return { why: "the stack file has health.probe: false" };
  if (host === undefined || !health)
    return { why: "the state has no public host with a health check" };
  const answers = await lookAt(`https://${host}${health.path}`, LIMITS.host);
  return { answers, well: { status: extras.status, body: health.holds } };
}

function of(answer: Looked | Unasked, find: (looked: Looked) => Finding): Finding {
  return "why" in answer ? answer : find(answer);
}

async function measure({ monitored, extras, good }: Args): Promise<Answer<readonly Measurement[]>> {
  if (!monitored) return { ok: false, failed: "the state holds no monitoring" };
  if (!extras.account)
    return { ok: false, failed: "the stack file names no site that can be read" };
  if (!good) return { ok: false, failed: "the record cannot say which release is good" };
  const { stack, signal } = monitored;
  const circumstances = { signal, twoReleases: false, lacking: {} };
  const expected = monitorsOf(circumstances).filter(({ key }) => KEYS.includes(key));
  return measureRelease(
    { ...extras.account, stack, expected },
    versionTag(signal, good),
    LIMITS.datadog,
  );
}
