import type { z } from "zod";
import { isAbsent, present, type Absences, type Absent, type Part } from "../rollout/parts.ts";
import type { Group } from "../rollout/routing.ts";
import { METRICS } from "./metrics.ts";
import {
  absentOfMonitoring,
  unsaidOfMonitoring,
  WATCHED,
  wholeMonitoring,
  type monitoring,
} from "./monitoring.ts";
import { partOr, reasonsOf } from "./none.ts";
import type { operations } from "./operations.ts";
import type { channels, contacts, stakeholders } from "./people.ts";
import { isDone } from "./checks.ts";
import { rule, type Broken } from "./rule.ts";

/** The blocks of config that have parts, and the reason for what none of them names. */
interface Read {
  /** Why there is none of the parts that no block names. */
  readonly none?: string | undefined;
  readonly monitoring: z.output<typeof monitoring>;
  readonly channels: z.output<typeof channels>;
  readonly contacts: z.output<typeof contacts>;
  readonly operations: z.output<typeof operations>;
  readonly stakeholders: z.output<typeof stakeholders>;
  readonly secondPerson?: Absent | undefined;
  readonly vercel: { readonly project: string };
}

const LEADS = ["deploymentLead", "operationsLead", "securityLead"] as const;
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
      .map((path): Broken => ({ path, found: "is missing", allowed: sayable(path) }))
      .concat(idle(read));
  },
);

/** How what is missing may be said. */
function sayable([block, key, flow]: readonly string[]): string {
  if (block === "contacts" && key !== "vendors")
    return "who it is, or contacts.lead for one person who is each lead";
  return flow !== undefined && key === "checks"
    ? 'its requests, or in its place none: "why"; beside a flow that is checked, each other one says so itself'
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
      found: "stands beside what it would be the reason for, and changes nothing",
      allowed: "the reason in place of the keys of what there is none of",
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
export const awsCarries = rule<Read>(["none", "monitoring", "channels", "operations"], (read) => {
  const { aws, none = read.none } = read.operations;
  if (!isAbsent(aws) && (aws !== undefined || none === undefined)) return [];
  return throughAws(read).map((path) => ({
    path,
    found: "comes through Datadog's AWS integration, and operations.aws is none",
    allowed:
      "operations.aws, with integrate: false where the integration is there already; or none here too",
  }));
});

/** The vendors that are called: not those of what there is none of. */
function vendorsOf({ monitoring }: Read) {
  return [
    "vercel" as const,
    ...(isAbsent(monitoring.database) ? [] : ["database" as const]),
    ...(isAbsent(monitoring.operations.thirdParties) ? [] : ["thirdParty" as const]),
  ];
}

/** The blocks with every part there, or the reason why it is not; and all those reasons. */
export function withParts({ none, ...read }: Read) {
  const monitoring = wholeMonitoring(read.monitoring, none, read.vercel.project);
  const contacts = wholeContacts(read.contacts, none, monitoring);
  const channels = wholeChannels(read.channels, none, contacts);
  const operations = {
    ...read.operations,
    aws: partOr(read.operations.aws, read.operations.none ?? none),
    archive: partOr(read.operations.archive, read.operations.none ?? none),
  };
  const { vendors } = contacts;
  const absent: Absences = {
    ...absentOfMonitoring(monitoring, read.monitoring),
    ...reasonsOf(channels),
    ...reasonsOf(read.stakeholders),
    ...reasonsOf({ vercelSupport: vendors.vercel, databaseSupport: vendors.database }),
    ...reasonsOf({ thirdPartySupport: vendors.thirdParty, archive: operations.archive }),
    ...reasonsOf({ aws: operations.aws, secondPerson: read.secondPerson }),
  };
  return { monitoring, contacts, channels, operations, absent, existing: existingIn(read) };
}

/** The parts that are there already, or made by another one: groups that share a team have one. */
function existingIn({ channels, operations, stakeholders }: Omit<Read, "none">): Part[] {
  const groups = Object.entries(stakeholders) as [Group, Read["stakeholders"][Group]][];
  const shared = groups.filter(([group, team]) => {
    if (isAbsent(team)) return false;
    const first = groups.find(([, one]) => !isAbsent(one) && one.handle === team.handle);
    return team.existing || first?.[0] !== group;
  });
  return [
    ...(present(channels.slack)?.existing ? (["slack"] as const) : []),
    ...(present(channels.statusPage)?.existing ? (["statusPage"] as const) : []),
    ...(present(operations.aws)?.integrate === false ? (["aws"] as const) : []),
    ...shared.map(([group]) => group),
  ];
}

function wholeContacts(
  { lead, vendors, ...own }: Read["contacts"],
  outer: string | undefined,
  { database, operations }: ReturnType<typeof wholeMonitoring>,
) {
  const why = vendors.none ?? outer;
  const reasonFor = (part: unknown) => (isAbsent(part) ? part.none : why);
  return {
    deploymentLead: leadOr(own.deploymentLead, lead),
    operationsLead: leadOr(own.operationsLead, lead),
    securityLead: leadOr(own.securityLead, lead),
    vendors: {
      vercel: partOr(vendors.vercel, why),
      database: partOr(vendors.database, reasonFor(database)),
      thirdParty: partOr(vendors.thirdParty, reasonFor(operations.thirdParties)),
    },
  };
}

function leadOr<P>(person: P | undefined, lead: P | undefined): P {
  const found = person ?? lead;
  // Config was refused before, where nobody was named.
  if (found === undefined) throw new Error("a lead is left out");
  return found;
}

function wholeChannels(
  { none, ...read }: Read["channels"],
  outer: string | undefined,
  contacts: ReturnType<typeof wholeContacts>,
) {
  const why = none ?? outer;
  const statusPage = partOr(read.statusPage, why);
  const people = [...new Set(LEADS.map((lead) => contacts[lead].email))];
  return {
    slack: partOr(read.slack, why),
    email: read.email ?? people,
    sms: partOr(read.sms, why),
    statusPage,
    customers: customersOf(read.customers, statusPage),
  };
}

/** Without a page, customers are reached by a mailing list, or not at all. */
function customersOf(customers: Read["channels"]["customers"], page: unknown) {
  if (!isAbsent(page)) return customers ?? { subscribe: true };
  const isReached = isAbsent(customers) || customers?.email !== undefined;
  return isReached ? customers : page;
}
