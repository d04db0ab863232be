import "./program/stackTraces.ts";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { announce } from "./program/announce.ts";
import {
  declareProduction,
  declareStaging,
  keepOutputs,
  lastWritten,
  ownedElsewhere,
  type Operations,
  settingsIn,
  type TrafficSplit,
} from "./components/index.ts";
import { toRequest, type StagingConfig } from "./config.ts";
import { inForce, type InForce } from "./config/inForce.ts";
import { stackConfig } from "./config/stack.ts";
import { isShared } from "./config/stagingProject.ts";
import { monitoringOf, notificationsOf, operationsOf } from "./program/declared.ts";
import { gateOf } from "./program/gate.ts";
import { delegatedTo } from "./measure/delegation.ts";
import { accountOf } from "./measure/datadog/account.ts";
import { EVIDENCE } from "./measure/evidence.ts";
import { factsFor } from "./measure/facts.ts";
import { pendingOf } from "./measure/pending.ts";
import { sayUnsent } from "./program/unsent.ts";

const before = await keepOutputs();
const config = stackConfig();
const datadog = new pulumi.Config("datadog");
const now = new Date();
/** How long name servers may take to say whom a name is delegated to, in seconds. */
const PATIENCE = 4;

const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
export default await (config.environment === "staging"
  ? staging(config)
  : production(inForce(config, now.toISOString())));

/** Where the further public hosts are split, and the entry point of each one's canary. */
function waysIn(others: Readonly<Record<string, TrafficSplit>>) {
  return Object.fromEntries(
    Object.entries(others).map(([name, { weightedName, canaryEntry }]) => [
      name,
      { weightedName, canaryEntry },
    ]),
  );
}

/** The secret past Vercel's protection, where there is one. */
function bypassOf(operations: Operations | undefined) {
  const protectionBypass = operations?.protectionBypass;
  return protectionBypass && { protectionBypass };
}

async function staging(config: StagingConfig) {
  const { release, host, vercel } = config;
  const { operations } = declareStaging({
    ...config,
    part: isShared(vercel)
      ? { ...vercel, projectId: await ownedElsewhere(vercel.project, vercel.team) }
      : undefined,
    deployment: release.deployment,
    now: now.toISOString(),
  });
  return { url: `https://${host}`, release, ...bypassOf(operations) };
}

async function production(config: InForce) {
  const written = await lastWritten(before);
  const request = toRequest(config);
  const evidence = join(pulumi.runtime.getRootDirectory(), EVIDENCE);
  const keys = { apiKey: datadog.get("apiKey"), appKey: datadog.get("appKey") };
  const { record, refused, traffic, others, operations } = await declareProduction({
    ...config,
    monitoring: monitoringOf(config, stack, () => datadog.requireSecret("apiKey")),
    notifications: notificationsOf(config, stack),
    operations: operationsOf(config, stack),
    written,
    request,
    facts: factsFor(
      {
        ...config,
        stored: written.stored,
        settings: settingsIn(written.resources),
        request,
        evidence,
      },
      now,
      { preview: pulumi.runtime.isDryRun() },
    ),
    pending: () =>
      pendingOf(`${pulumi.getOrganization()}/${stack}`, pulumi.runtime.getRootDirectory()),
    gate: gateOf(config, { stack, ...keys }),
    unsent: (first) => sayUnsent(config, keys, first),
    delegation: (name) =>
      delegatedTo({ name, zone: config.cloudflare.zone, resolvers: config.resolvers }, PATIENCE),
    announce: (applied) =>
      announce(applied, {
        account: accountOf({ ...config.datadog, ...keys }),
        monitored: { ...config.monitoring, stack },
        directory: process.cwd(),
      }),
  });
  // A refused preview changes none.
  if (refused) return before;
  return {
    url: `https://${config.hosts.public}`,
    rollout: record.rollout,
    evidence: record.evidence,
    weightedName: traffic.weightedName,
    canaryEntry: traffic.canaryEntry,
    ...(Object.keys(others).length > 0 && { others: waysIn(others) }),
    ...bypassOf(operations),
  };
}
