import type { z } from "zod";
import { isAbsent, present, type Absences, type Absent, type Part } from "../rollout/parts.ts";
import type { Group } from "../rollout/routing.ts";
import { lackingWith } from "../rollout/monitors.ts";
import { lackingOf } from "../rollout/sources.ts";
import { absentOfMonitoring, wholeMonitoring, type monitoring } from "./monitoring.ts";
import { partOr, reasonsOf } from "./none.ts";
import type { operations } from "./operations.ts";
import type { channels, contacts, stakeholders } from "./people.ts";

/** The blocks of config that have parts, and the reason for what none of them names. */
export interface Read {
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

export const LEADS = ["deploymentLead", "operationsLead", "securityLead"] as const;

/** The blocks with every part there, or the reason why it is not; all those reasons; and the monitors that it has not. */
export function withParts({ none, ...read }: Read, secret: ReadonlySet<string>) {
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
  const lacking = { ...lackingOf(monitoring), ...lackingWith(absent) };
  return {
    ...{ monitoring, contacts, channels, operations, existing: existingIn(read) },
    absent: unlessSecret(absent, secret),
    lacking: unlessSecret(lacking, secret),
  };
}

/** The reasons, and none of what is kept secret: one secret in a block hides all of it. */
function unlessSecret<R extends object>(reasons: R, secret: ReadonlySet<string>): R {
  if (!SAYING_WHY.some((key) => secret.has(key))) return reasons;
  return Object.fromEntries(Object.keys(reasons).map((part) => [part, "[secret]"])) as R;
}

/** The keys that hold reasons. */
const SAYING_WHY = [
  ...["none", "monitoring", "channels", "contacts", "operations", "stakeholders"],
  "secondPerson",
];

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
  const problem = person ?? lead;
  // Config was refused before, where nobody was named.
  if (problem === undefined) throw new Error("a lead is left out");
  return problem;
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
