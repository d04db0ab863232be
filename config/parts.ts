import { isAbsent, present } from "../rollout/parts.ts";
import { isDone } from "./checks.ts";
import { METRICS } from "./metrics.ts";
import { unsaidOfMonitoring, WATCHED } from "./monitoring.ts";
import { rule, type Broken } from "./rule.ts";
import { LEADS, type Read } from "./wholeParts.ts";

const CHANNELS = ["slack", "sms", "statusPage"] as const;

/** Every part is there, or the reason why it is not: here, beside it, or around that. */
export const partsAreSaid = rule<Read>(
  ["none", "monitoring", "channels", "contacts", "operations"],
  (read) => {
    const { channels, contacts, operations } = read;
    const left = <B extends object>(block: B, keys: readonly (keyof B & string)[], own?: string) =>
      (own ?? read.none) === undefined ? keys.filter((key) => block[key] === undefined) : [];
    const { vendors } = contacts;
    return [
      ...unsaidOfMonitoring(read.monitoring, read.none).map((path) => ["monitoring", ...path]),
      ...left(channels, CHANNELS, channels.none).map((key) => ["channels", key]),
      ...left(operations, ["aws", "archive"], operations.none).map((key) => ["operations", key]),
      ...left(vendors, vendorsOf(read), vendors.none).map((key) => ["contacts", "vendors", key]),
      // Somebody is called, whatever a team is without.
      ...LEADS.filter((lead) => (contacts[lead] ?? contacts.lead) === undefined).map((lead) => [
        "contacts",
        lead,
      ]),
    ]
      .map((path): Broken => ({ path, problem: "is missing", allowed: howToSet(path) }))
      .concat(idle(read));
  },
);

/** How to set what is missing. */
function howToSet([block, key, flow]: readonly string[]): string {
  if (block === "contacts" && key !== "vendors")
    return "who it is, or contacts.lead for one person who is each lead";
  return flow !== undefined && key === "checks"
    ? 'its requests, or in its place none: "why there is none"; where one flow is checked, each of the others has one of the two'
    : 'what there is, or in its place none: "why there is none"';
}

/** Each `none` that stands beside all that it could be the reason for: it would change nothing. */
function idle({ monitoring, channels, contacts, operations }: Read): Broken[] {
  const { checks, metrics } = monitoring;
  const has = (block: object, keys: readonly string[]) =>
    keys.every((key) => (block as Record<string, unknown>)[key] !== undefined);
  const blocks: readonly (readonly [path: string[], none: unknown, isIdle: boolean])[] = [
    [
      ["monitoring"],
      monitoring.none,
      has(monitoring, WATCHED) && (metrics.none !== undefined || has(metrics, METRICS)),
    ],
    [["monitoring", "metrics"], metrics.none, has(metrics, METRICS)],
    [["monitoring", "checks"], checks?.none, checks !== undefined && isDone(checks)],
    [["channels"], channels.none, has(channels, [...CHANNELS, "customers"])],
    [["operations"], operations.none, has(operations, ["aws", "archive"])],
    [
      ["contacts", "vendors"],
      contacts.vendors.none,
      has(contacts.vendors, ["vercel", "database", "thirdParty"]),
    ],
  ];
  return blocks
    .filter(([, none, isIdle]) => none !== undefined && isIdle)
    .map(([path]) => ({
      path: [...path, "none"],
      problem: "changes nothing: all that it could be the reason for has keys of its own",
      allowed: "no such key; or the reason, with the keys left out of what there is none of",
      remove: true,
    }));
}

/** What of a stack comes through Datadog's AWS integration, by its keys. */
function throughAws({ monitoring, channels, operations }: Read): string[][] {
  const [database, redis] = [present(monitoring.database), present(monitoring.redis)];
  const isAws = (source: string, ...own: unknown[]) =>
    AWS.includes(source) && own.some((query) => query === undefined);
  return [
    ...(database && isAws(database.source, database.connections, database.cpu)
      ? [["monitoring", "database"]]
      : []),
    ...(redis && isAws(redis.source, redis.connections, redis.memory)
      ? [["monitoring", "redis"]]
      : []),
    ...(present(channels.sms) ? [["channels", "sms"]] : []),
    ...(present(operations.archive) ? [["operations", "archive"]] : []),
  ];
}

/** The sources that AWS sends the numbers of. */
const AWS: readonly string[] = ["rds", "aurora", "elasticache"];

/** What comes through Datadog's AWS integration is not there without it. */
export const awsCovers = rule<Read>(["none", "monitoring", "channels", "operations"], (read) => {
  const { aws, none = read.none } = read.operations;
  if (!isAbsent(aws) && (aws !== undefined || none === undefined)) return [];
  // The fault is the integration's: an example of what comes through it would repeat what is there.
  const through = throughAws(read).map((path) => path.join("."));
  if (through.length === 0) return [];
  const come = through.length === 1 ? "comes" : "come";
  return [
    {
      path: ["operations", "aws"],
      problem: `is none, and ${through.join(", ")} ${come} through Datadog's AWS integration`,
      allowed: `the account, with integrate: false where the integration is there already; or none: "why" in place of the keys of ${through.join(", ")}`,
    },
  ];
});

/** The vendors that are called: not those of what there is none of. */
function vendorsOf({ monitoring }: Read) {
  return [
    "vercel" as const,
    ...(isAbsent(monitoring.database) ? [] : ["database" as const]),
    ...(isAbsent(monitoring.operations.thirdParties) ? [] : ["thirdParty" as const]),
  ];
}
