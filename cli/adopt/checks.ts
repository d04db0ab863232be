import { setTimeout as sleep } from "node:timers/promises";
import { askDelegation } from "../../measure/delegation.ts";
import { queryDns, type DnsAnswer } from "../../measure/dns.ts";
import { askLeg } from "../../measure/leg.ts";
import { within } from "../../measure/limit.ts";
import { lookAt } from "../../measure/serving.ts";
import { isWell } from "../../rollout/health.ts";
import { dnsFinding, healthFinding, type Finding } from "../rollback/findings.ts";
import { fromNow, onClock } from "../times.ts";
import { certificateAt } from "./certificateAt.ts";
import { keptUntil, secondsOf, SHORT_TTL } from "./publicRecord.ts";
import type { CloudflareRecord } from "../../vendors/cloudflare.ts";
import type { Split } from "./splits.ts";

/** What was checked of a public host: a title, and what was found. */
export interface Check {
  readonly title: string;
  readonly finding: Finding;
}

export interface CheckArgs {
  readonly split: Split;
  /** The status of a host that is well. */
  readonly status: number;
  /** Days that a certificate must still be good for. */
  readonly days: number;
  readonly resolvers?: readonly string[] | undefined;
}

/** Seconds that each check may take; all are made at once. */
const PATIENCE = 10;
/** How often one is made that does not hold, and after how many seconds: a lost answer says nothing. */
const TIMES = 3;
const AGAIN = 1;

/**
 * Check whether a public host can lead to its weighted name with no visitor noticing: all of it answers,
 * both legs serve the host with a certificate of its own, and no old answer is kept for long.
 */
export async function checksBefore(
  args: CheckArgs & { readonly record: CloudflareRecord; readonly now: Date },
): Promise<Check[]> {
  const { split, record, now } = args;
  const checks: readonly (readonly [string, () => Promise<Finding>])[] = [
    ["weighted name", () => weightedName(args)],
    ["delegation", () => delegation(args)],
    ["stable's certificate", () => hasCertificate(args, split.target)],
    ["stable's leg", () => serves(args, split.target)],
    ["canary's certificate", () => hasCertificate(args, split.entry)],
    ["canary's leg", () => serves(args, split.entry, true)],
  ];
  const elsewhere = await Promise.all(
    checks.map(async ([title, check]) => ({ title, finding: await repeatedly(check) })),
  );
  return [...elsewhere, { title: "old answers", finding: oldAnswers(record, split, now) }];
}

async function repeatedly(check: () => Promise<Finding>): Promise<Finding> {
  for (let time = 1; ; time++) {
    const finding = await check();
    if ("observed" in finding || time === TIMES) return finding;
    await sleep(AGAIN * 1000);
  }
}

/** Check whether a public host leads where it is to lead, and is well there. */
export async function checksAfter(args: CheckArgs & { readonly to: string }): Promise<Check[]> {
  const [name, health] = await Promise.all([publicName(args), publicHealth(args)]);
  return [
    { title: "public name", finding: name },
    { title: "public host", finding: health },
  ];
}

export function isVerified({ finding }: Check): boolean {
  return "observed" in finding;
}

async function weightedName({ split, resolvers }: CheckArgs): Promise<Finding> {
  const { weighted: name, nameServers, target } = split;
  const answers = await queryDns({ name, nameServers, resolvers }, PATIENCE);
  const silent = answers.find(({ failed }) => failed !== undefined);
  if (silent) return { why: `${silent.server} has no answer for ${name}: ${silent.failed ?? ""}` };
  const finding = dnsFinding(own(answers, resolvers), target.toLowerCase());
  return "why" in finding ? finding : { observed: `${name} leads to ${target}, everywhere` };
}

async function delegation({ split, resolvers }: CheckArgs): Promise<Finding> {
  const { delegated: name, zone, nameServers } = split;
  const answer = await askDelegation({ name, zone, resolvers }, PATIENCE);
  if (!answer.ok)
    return { why: `whom ${zone} delegates ${name} to is not known: ${answer.failed}` };
  const to = answer.value;
  const strange = to.filter((one) => !nameServers.map((own) => own.toLowerCase()).includes(one));
  if (to.length === 0)
    return { why: `the zone ${zone} does not delegate ${name}${kept(resolvers)}` };
  return strange.length > 0
    ? { why: `${name} is delegated to ${strange.join(", ")}` }
    : { observed: `${name} to ${to.length} name servers of Route 53` };
}

/** A resolver may answer what it kept from before the first update: that there is none. */
function kept(resolvers: CheckArgs["resolvers"]): string {
  return resolvers ? `, or ${resolvers.join(", ")} kept that for now` : "";
}

async function hasCertificate({ split: { host }, days }: CheckArgs, at?: string): Promise<Finding> {
  if (at === undefined) return NO_ENTRY;
  const { observed, faults } = await certificateAt({ host, at, days });
  const [why] = faults;
  return why === undefined ? { observed } : { why };
}

const NO_ENTRY: Finding = { why: "the state has no entry point of the canary" };

function serves(
  { split: { host, health }, status }: CheckArgs,
  at: string | undefined,
  byCloudFront = false,
): Promise<Finding> {
  if (at === undefined) return Promise.resolve(NO_ENTRY);
  return within(PATIENCE, async ({ signal }) => {
    const answer = await askLeg({ host, at, path: health.path }, signal);
    if (answer.failed !== undefined) return { why: `no answer from ${at}: ${answer.failed}` };
    if (!isWell({ status, body: health.body }, answer))
      return { why: `${at} answers ${answer.status}, not ${status} with ${health.body}` };
    return byCloudFront && answer.headers["x-amz-cf-id"] === undefined
      ? { why: `${at} answers without CloudFront's x-amz-cf-id` }
      : { observed: `${host}${health.path} at ${at}: ${answer.status} and ${health.body}` };
  });
}

/** Where the TTL was long, resolvers have what leads past the weighted name, and would keep it so after an undo. */
function oldAnswers(record: CloudflareRecord, split: Split, now: Date): Finding {
  if (secondsOf(record) > SHORT_TTL)
    return {
      why: `resolvers keep ${split.host} for ${secondsOf(record)} s: canary adopt makes that ${SHORT_TTL}`,
    };
  const until = new Date(keptUntil(record, split.record)).toISOString();
  const here = { now: now.toISOString() };
  return until > here.now
    ? {
        why: `resolvers may keep what ${split.host} was before until ${onClock(until, here)} (${fromNow(until, here)})`,
      }
    : { observed: `a TTL of ${record.ttl} s, and no older answer is kept` };
}

async function publicName({ split, resolvers, to }: CheckArgs & { to: string }): Promise<Finding> {
  const nameServers = resolvers ? [] : await nameServersOf(split.zone);
  const answers = await queryDns({ name: split.host, nameServers, resolvers }, PATIENCE);
  const finding = dnsFinding(own(answers, resolvers), to.toLowerCase());
  return "why" in finding ? finding : { observed: `${split.host} leads to ${to}` };
}

async function publicHealth({ split: { host, health }, status }: CheckArgs): Promise<Finding> {
  const answers = await lookAt(`https://${host}${health.path}`, PATIENCE);
  return healthFinding({ answers, well: { status, body: health.body } });
}

/** The answers that say what a zone has now: not those of a resolver that keeps them. */
function own(
  answers: readonly DnsAnswer[],
  resolvers: readonly string[] | undefined,
): readonly DnsAnswer[] {
  return resolvers ? answers : answers.filter(({ keeps }) => !keeps);
}

async function nameServersOf(zone: string): Promise<readonly string[]> {
  const { resolveNs } = await import("node:dns/promises");
  return resolveNs(zone).catch(() => []);
}
