import { z } from "zod";
import { app } from "./config/app.ts";
import { cloudflare, datadog, health, vercel } from "./config/clouds.ts";
import { approvers, exemptions } from "./config/exemptions.ts";
import { ConfigError, faultsOf, type Fault, type Reading } from "./config/faults.ts";
import { freezes, freezesEnd } from "./config/freezes.ts";
import {
  hostInZone,
  hosts,
  hostsInZone,
  stagingHost,
  targetOfHost,
  targetOfHosts,
  withZone,
} from "./config/hosts.ts";
import { flag, oneOf } from "./config/kinds.ts";
import { channels, contacts, stakeholders } from "./config/people.ts";
import { monitoring } from "./config/monitoring.ts";
import {
  cloudflareReadToken,
  integrable,
  operations,
  stagingOperations,
} from "./config/operations.ts";
import { absent, reason } from "./config/none.ts";
import { awsCarries, partsAreSaid, withParts } from "./config/parts.ts";
import { plan, planHolds } from "./config/plan.ts";
import { readValues } from "./config/raw.ts";
import {
  halt,
  percentage,
  release,
  releases,
  releasesAgree,
  resume,
  rollback,
} from "./config/release.ts";
import { resolvers } from "./config/resolvers.ts";
import { ownersSettings, stagingVercel, withOwnOperations } from "./config/stagingProject.ts";
import { strayKeys } from "./config/stray.ts";
import { thresholds, warnsFirst, withinLimits } from "./config/thresholds.ts";
import { namedOnce, plainSecrets, secrets, variables } from "./config/variables.ts";
import { limitsHaveReports, reportsHaveCommand, verify } from "./config/verify.ts";
import { lackingWith } from "./rollout/monitors.ts";
import type { Request } from "./rollout/request.ts";
import { lackingOf } from "./rollout/sources.ts";

export { ConfigError, type Fault } from "./config/faults.ts";

/** What every stack says. */
const common = {
  /** The zone at Cloudflare that the hosts are in. */
  cloudflare,
  /** The Vercel project that this stack owns. */
  vercel,
  /** How the app says that it is well; the path `/api/health` where absent. */
  health,
  /** The Datadog account. */
  datadog,
  /** Environment variables of the app in plain text, by name; none where absent. */
  variables,
  /**
   * Environment variables of the app that nobody may read back, by name; none where absent. Set by
   * `pulumi config set --secret` alone. In plain text here: whoever declares one marks it secret.
   */
  secrets,
  /** Whether what must not vanish refuses to be deleted; true where absent. */
  protect: flag.default(true),
};

const staging = z
  .strictObject({
    environment: oneOf(["staging"]),
    /** The release that staging serves. */
    release,
    /** Where staging is seen: a host inside the zone. */
    host: stagingHost,
    ...common,
    /** Staging's own Vercel project, or its part of production's. */
    vercel: stagingVercel,
    /** What deployments leave behind at Vercel; production's to say where the project is its. */
    operations: stagingOperations.optional(),
  })
  .check(hostInZone, targetOfHost, namedOnce, ownersSettings);

const production = z
  .strictObject({
    environment: oneOf(["production"]),
    /** Percentage of traffic asked for the canary, 0 to 100; whether it is a stage is judged. */
    percentage,
    /** The release that serves everyone, and the one being rolled out where there is one. */
    releases,
    /** Words for a roll back. */
    rollback: rollback.optional(),
    /** Stop a release where it is. */
    halt: halt.optional(),
    /** Let a halted release go on. */
    resume: resume.optional(),
    /** The stages and how long each holds, soaks in seconds; the checklist's where absent. */
    plan,
    /** What users ask for, and two names of the canary's own: three hosts inside the zone. */
    hosts,
    ...common,
    /** DNS servers that a roll back asks in place of the zone's own; those where absent. */
    resolvers: resolvers.optional(),
    /** Why there is none of the parts that no block names; each is named where absent. */
    none: reason.optional(),
    /** What is watched, and as what Datadog knows it. */
    monitoring,
    /** Where alerts fire; the checklist's numbers where absent, and looser by an exemption alone. */
    thresholds,
    /** The five groups that a rollout is announced to. */
    stakeholders,
    /** Where the news goes. */
    channels,
    /** Who is called when a rollout goes wrong. */
    contacts,
    /** When nothing rises; never where absent. */
    freezes,
    /**
     * Where a team is one person: why nobody else than its author attests for a release. Absent where there
     * is somebody else; no other reason stands in for it.
     */
    secondPerson: absent.optional(),
    /** Who may exempt an item of the checklist; nobody where absent. */
    approvers,
    /** The items that are let pass for a while; none where absent. */
    exemptions,
    /** The app's own repository, for what is shown of a release; nothing runs in it where absent. */
    app: app.optional(),
    /** What shows the checklist's items, by item; the defaults alone where absent. */
    verify,
    /** What deployments leave behind, and Datadog's way to see the clouds. */
    operations,
    /**
     * A Cloudflare token that reads zones and their analytics, for Datadog to measure with; absent
     * where Datadog does not, or has one. Set by `pulumi config set --secret` alone.
     */
    cloudflareReadToken: cloudflareReadToken.optional(),
  })
  .check(
    hostsInZone,
    targetOfHosts,
    releasesAgree,
    planHolds,
    withinLimits,
    warnsFirst,
    namedOnce,
    freezesEnd,
    integrable,
    partsAreSaid,
    awsCarries,
    reportsHaveCommand,
    limitsHaveReports,
  );

type Fixed<T> = T extends object ? { readonly [K in keyof T]: Fixed<T[K]> } : T;

/** What staging says, with the defaults of what its own project leaves behind. */
function wholeStaging(read: z.output<typeof staging>) {
  return withOwnOperations(read);
}

/** What a staging stack says: one release, no percentage. */
export type StagingConfig = Fixed<ReturnType<typeof wholeStaging>>;

/** What production says, with every part that it leaves out, and the monitors that it has not. */
function whole(read: z.output<typeof production>) {
  const config = { ...read, ...withParts(read) };
  const lacking = { ...lackingOf(config.monitoring), ...lackingWith(config.absent) };
  return { ...config, lacking };
}

/** What a production stack says. `absent` and `lacking` are what there is none of, with the reasons. */
export type ProductionConfig = Fixed<ReturnType<typeof whole>>;

/** What a stack may configure. */
export type Config = StagingConfig | ProductionConfig;

/** Which kind of stack it is decides which keys it has. */
const stack = z.object({ environment: oneOf(["staging", "production"]) });

/**
 * What a stack asks, from the text values that Pulumi hands on.
 *
 * @param raw values by full key, `shop:percentage`; other namespaces' are left out
 * @param secretKeys full keys of the secret values, of which nothing is ever shown
 * @param project the Pulumi project's name, which is the namespace of its keys: `shop`
 * @throws {ConfigError} with every fault at once; with the environment's alone where that is wrong
 */
export function parseConfig(
  raw: Readonly<Record<string, string>>,
  secretKeys: ReadonlySet<string>,
  project: string,
): Config {
  const values = withZone(readValues(raw, project));
  const secret = new Set(Object.keys(values).filter((key) => secretKeys.has(`${project}:${key}`)));
  const strays = strayKeys(Object.keys(raw), project);
  const kind = { environment: values["environment"] };
  const kinds = { project, values: kind, secret };
  const named = read(stack, kinds, stack.safeParse(kind).success ? [] : strays);
  return named.environment === "staging"
    ? wholeStaging(read(staging, { project, values, secret, elsewhere: productionKeys }, strays))
    : whole(read(production, { project, values, secret, elsewhere: stagingKeys }, strays));
}

const productionKeys = {
  names: Object.keys(production.shape),
  why: "staging has one release (release) and no percentage",
};
const stagingKeys = {
  names: Object.keys(staging.shape),
  why: "production has releases.stable, a canary beside it, and hosts",
};

function read<S extends z.ZodType>(
  schema: S,
  what: Omit<Reading, "schema">,
  strays: readonly Fault[],
): z.output<S> {
  const reading = { ...what, schema };
  const result = schema.safeParse(what.values);
  const faults = [
    ...faultsOf(result.error?.issues ?? [], reading),
    ...plainSecrets(reading),
    ...strays,
  ];
  if (faults.length > 0 || !result.success) throw new ConfigError(faults);
  return result.data;
}

/** What production's config asks of the rollout. */
export function toRequest(config: ProductionConfig): Request {
  const { percentage, releases, plan, rollback, halt, resume } = config;
  return { percentage, ...releases, plan, rollback, halt, resume };
}
