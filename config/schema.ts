import { z } from "zod";
import { app } from "./app.ts";
import { clients, clientsAreAll } from "./clients.ts";
import { cloudflare, datadog, health, vercel } from "./clouds.ts";
import { approvers, exemptions } from "./exemptions.ts";
import { freezes, freezesEnd } from "./freezes.ts";
import {
  hostInZone,
  hosts,
  hostsInZone,
  stagingHost,
  targetOfHost,
  targetOfHosts,
} from "./hosts.ts";
import { flag, oneOf } from "./kinds.ts";
import { channels, contacts, stakeholders } from "./people.ts";
import { monitoring } from "./monitoring.ts";
import { cloudflareReadToken, integrable, operations, stagingOperations } from "./operations.ts";
import { absent, reason } from "./none.ts";
import { someoneNotified } from "./notified.ts";
import { awsCovers, partsAreSaid } from "./parts.ts";
import { plan, planHolds } from "./plan.ts";
import { halt, percentage, release, releases, releasesAgree, resume, rollback } from "./release.ts";
import { resolvers } from "./resolvers.ts";
import { ownersSettings, stagingVercel } from "./stagingProject.ts";
import { thresholds, warnsFirst, withinLimits } from "./thresholds.ts";
import { namedOnce, secrets, variables } from "./variables.ts";
import { limitsHaveReports, reportsHaveCommand, verify } from "./verify.ts";

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
    /**
     * What clients the site has, by kind, each in percent; 100 in all. A rehearsal plays them, and a roll back
     * and the runbook say when each is back. The default is an assumption: mostly browsers. docs/clients.md
     * has the kinds.
     */
    clients,
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
    clientsAreAll,
  );
