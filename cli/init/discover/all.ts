import { accessIn, VARIABLES } from "../../../vendors/environment.ts";
import type { Group, MonitoringAnswers } from "../answers.ts";
import type { Given } from "../flags.ts";
import { discoverAws } from "./aws.ts";
import { discoverCloudflare } from "./cloudflare.ts";
import { discoverDatadog } from "./datadog.ts";
import type { Findings } from "./findings.ts";
import { discoverVercel } from "./vercel.ts";

/** What all accounts together say. */
export interface Discovered {
  /** The flags' answers, and what was read where no flag gives another. */
  readonly given: Given;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** What was not read: no credentials, no permission, or not there. */
  readonly unread: readonly string[];
  readonly monitoring: MonitoringAnswers;
  readonly awsAccount: string | undefined;
  readonly groups: Readonly<Partial<Record<Group, string>>>;
  readonly hasChannel: boolean;
}

/**
 * Read the accounts, as far as the environment has credentials. Nothing is changed in them.
 *
 * @param flags the answers that flags give, the site among them
 */
export async function discover(
  flags: Given,
  environment: Readonly<Record<string, string | undefined>>,
  now: Date,
): Promise<Discovered> {
  const access = accessIn(environment);
  const [vercel, cloudflare, aws] = await Promise.all([
    access.vercel ? discoverVercel(access.vercel, flags) : without("Vercel", VARIABLES.vercel),
    access.cloudflare
      ? discoverCloudflare(access.cloudflare, flags)
      : without("Cloudflare", VARIABLES.cloudflare),
    access.aws ? discoverAws(flags) : without("AWS", [VARIABLES.aws.join(" or ")]),
  ]);
  const together: Given = { ...vercel.given, ...cloudflare.given, ...flags };
  const { datadogSite = environment["DD_SITE"] } = together;
  const datadog =
    access.datadog === undefined
      ? without("Datadog", VARIABLES.datadog)
      : datadogSite === undefined
        ? nothing("Datadog was not read: its site is not known (--datadog-site, or DD_SITE)")
        : await discoverDatadog(access.datadog(datadogSite), together, now);
  const all: readonly Findings[] = [vercel, cloudflare, aws, datadog];
  return {
    given: {
      ...datadog.given,
      ...together,
      ...(datadogSite !== undefined && { datadogSite }),
    },
    notes: all.flatMap(({ notes }) => notes),
    warnings: all.flatMap(({ warnings }) => warnings),
    unread: all.flatMap(({ unread }) => unread),
    monitoring: datadog.monitoring ?? {},
    awsAccount: datadog.hasAws === true && "account" in aws ? aws.account : undefined,
    groups: datadog.groups ?? {},
    hasChannel: datadog.hasChannel ?? false,
  };
}

function without(vendor: string, variables: readonly string[]): Findings {
  return nothing(`${vendor} was not read: set ${variables.join(" and ")}`);
}

function nothing(why: string): Findings {
  return { given: {}, notes: [], warnings: [], unread: [why] };
}
