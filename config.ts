import { z } from "zod";
import { app } from "./config/app.ts";
import { cloudflare, datadog, health, vercel } from "./config/clouds.ts";
import { approvers, exemptions } from "./config/exemptions.ts";
import type { Fault, Reading } from "./config/fault.ts";
import { ConfigError, faultsOf } from "./config/faults.ts";
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
import { namespaceIn } from "./config/namespace.ts";
import { absent, reason } from "./config/none.ts";
import { someoneNotified } from "./config/notified.ts";
import { awsCovers, partsAreSaid } from "./config/parts.ts";
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
import type { Request } from "./rollout/request.ts";
import { withParts } from "./config/wholeParts.ts";

export type { Fault } from "./config/fault.ts";
export { ConfigError } from "./config/faults.ts";

/** What every stack says. */
const common = {
  /** The zone at Cloudflare that the hosts are in. */
  cloudflare,
  /** The Vercel project that this stack owns. */
  vercel,
  /** The app's health check; the path `/api/health` where absent. */
  health,
  /** The Datadog account. */
  datadog,
  /**
   * Environment variables of the app in plain text, by name, for the next deployment that is built; none
   * where absent.
   */
  variables,
  /**
   * Environment variables of the app that nobody may read back, by name; none where absent. Set by
   * `pulumi config set --secret` alone.
   */
  // Once read, they are plain text: what declares one marks it as secret.
  secrets,
  /** Whether zones, certificates, hosts and the project refuse to be deleted; true where absent. */
  protect: flag.default(true),
};

/** What a staging stack file may say. */
export const staging = z
  .strictObject({
    /** Which kind of stack it is, which decides the keys that it has. It never changes. */
    environment: oneOf(["staging"]),
    /** The release that staging serves. */
    release,
    /** The host of staging, inside the zone. */
    host: stagingHost,
    ...common,
    /** Staging's own Vercel project, or its part of production's. */
    vercel: stagingVercel,
    /** What deployments leave behind at Vercel; not where staging is a part of production's project. */
    operations: stagingOperations.optional(),
  })
  .check(hostInZone, targetOfHost, namedOnce, ownersSettings);

/** What a production stack file may say. */
export const production = z
  .strictObject({
    /** Which kind of stack it is, which decides the keys that it has. It never changes. */
    environment: oneOf(["production"]),
    /**
     * How much of the traffic the canary takes, in percent: 0, or a stage of the plan. This line moves a
     * rollout on.
     */
    percentage,
    /** The release that serves everyone, and the one being rolled out where there is one. */
    releases,
    /**
     * Why a release goes back, beside `percentage` 0. `./canary rollback` writes it. It acts once; none
     * where absent.
     */
    rollback: rollback.optional(),
    /** Stops a release where it is: its traffic stays, and its share does not increase. It acts once; none where absent. */
    halt: halt.optional(),
    /** Lets a halted release begin again, beside `percentage` 0. It acts once; none where absent. */
    resume: resume.optional(),
    /**
     * The stages of a rollout, and how long each holds; the checklist's where absent. A stage may be added or
     * held longer; one of the checklist's is left out or shortened by an exemption alone. A rollout keeps the
     * plan that it began with.
     */
    plan,
    /** The public host, and two of the canary's own, all inside the zone. */
    hosts,
    ...common,
    /** The DNS servers that a roll back queries, to check that everyone gets stable; the zone's own where absent. */
    resolvers: resolvers.optional(),
    /** Why there is none of the parts that the file leaves out; where absent, each has its keys or a reason. */
    none: reason.optional(),
    /** What is monitored, and its names at Datadog. */
    monitoring,
    /**
     * Where alerts fire: a warning is sent, a critical one closes the gate. The checklist's numbers are
     * looser by an exemption alone.
     */
    thresholds,
    /** The five groups that a rollout is announced to. */
    stakeholders,
    /** How people are notified. */
    channels,
    /** Whom to call when a rollout goes wrong. */
    contacts,
    /** When no share increases; never where absent. */
    freezes,
    /**
     * For a team of one person: why nobody but its author attests for a release. Where absent, a second
     * person does; no other `none` stands in for it.
     */
    secondPerson: absent.optional(),
    /** Who may exempt an item of the checklist, by name; nobody where absent. */
    approvers,
    /** The items that are exempted for a while; none where absent. */
    exemptions,
    /** The app's own repository, in which `./canary verify` runs; nothing runs where absent. */
    app: app.optional(),
    /**
     * How an item of the checklist is verified, by the item's id: a command, and its limits. `./canary
     * verify --list` has the defaults.
     */
    verify,
    /** What deployments leave behind, and how Datadog reads the clouds' metrics. */
    operations,
    /**
     * The Cloudflare token with which Datadog reads the zone's analytics; none where absent. Set by
     * `pulumi config set --secret` alone.
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
    awsCovers,
    someoneNotified,
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
function whole(read: z.output<typeof production>, secret: ReadonlySet<string>) {
  return { ...read, ...withParts(read, secret) };
}

/** What a production stack says. `absent` and `lacking` are what there is none of, with the reasons. */
export type ProductionConfig = Fixed<ReturnType<typeof whole>>;

/** What a stack may configure. */
export type Config = StagingConfig | ProductionConfig;

/** Which kind of stack it is decides which keys it has. */
const stack = z.object({ environment: oneOf(["staging", "production"]) });

/**
 * A stack's config, from the text values that Pulumi passes.
 *
 * @param raw values by full key, `shop:percentage`; other namespaces' are left out
 * @param secretKeys full keys of the secret values, none of which is ever printed
 * @param project the Pulumi project's name, which is the namespace of its keys, `shop`, where the stack has
 *   no `canary-rollout:environment`
 * @param others faults of the stack file's text, which the values do not show
 * @throws {ConfigError} with every fault at once; with the environment's alone where that is wrong
 */
export function parseConfig(
  raw: Readonly<Record<string, string>>,
  secretKeys: ReadonlySet<string>,
  project: string,
  others: readonly Fault[] = [],
): Config {
  const namespace = namespaceIn(Object.keys(raw), project);
  const values = withZone(readValues(raw, namespace));
  const secret = new Set(
    Object.keys(values).filter((key) => secretKeys.has(`${namespace}:${key}`)),
  );
  const stray = namespace === project ? strayKeys(Object.keys(raw), project, NAMES) : [];
  const strays = [...stray, ...others];
  // All keys are in another namespace: that none is there says nothing more.
  if (Object.keys(values).length === 0 && strays.length > 0) throw new ConfigError(strays);
  const kind = { environment: values["environment"] };
  const kinds = { namespace, values: kind, secret };
  const named = read(stack, kinds, stack.safeParse(kind).success ? [] : strays);
  return named.environment === "staging"
    ? wholeStaging(read(staging, { namespace, values, secret, elsewhere: productionKeys }, strays))
    : whole(
        read(production, { namespace, values, secret, elsewhere: stagingKeys }, strays),
        secret,
      );
}

const productionKeys = {
  names: Object.keys(production.shape),
  why: "no such key in staging, which has one release (release) and no percentage",
};
const stagingKeys = {
  names: Object.keys(staging.shape),
  why: "no such key in production, which has releases.stable, a canary beside it, and hosts",
};

/** All keys that a stack of either kind may have. */
const NAMES = [...productionKeys.names, ...stagingKeys.names];

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

/** What production's config requests of the rollout. */
export function toRequest(config: ProductionConfig): Request {
  const { percentage, releases, plan, rollback, halt, resume } = config;
  return { percentage, ...releases, plan, rollback, halt, resume };
}
