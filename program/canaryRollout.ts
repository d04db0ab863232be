import * as pulumi from "@pulumi/pulumi";
import { declareStaging, keepOutputs, ownedElsewhere } from "../components/index.ts";
import type { Operations, OwnOutputs, TrafficSplit } from "../components/index.ts";
import type { StagingConfig } from "../config.ts";
import { inForce, type InForce } from "../config/inForce.ts";
import { stackConfig } from "../config/stack.ts";
import { isShared } from "../config/stagingProject.ts";
import { productionOf } from "./production.ts";
import { readState } from "./readState.ts";

/**
 * The whole program of a stack, staging or production as its config says. Its result is the stack's
 * outputs, for a project's `index.ts`:
 *
 *     import { canaryRollout } from "canary-rollout";
 *     export default await canaryRollout();
 *
 * Faults of the config end the program, all at once, as text.
 */
export async function canaryRollout(): Promise<pulumi.Inputs> {
  const before = await readState(keepOutputs);
  const config = stackConfig();
  const now = new Date();
  return config.environment === "staging"
    ? staging(config, now)
    : production(inForce(config, now.toISOString()), before, now);
}

async function staging(config: StagingConfig, now: Date): Promise<pulumi.Inputs> {
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

async function production(config: InForce, before: OwnOutputs, now: Date): Promise<pulumi.Inputs> {
  const { record, refused, traffic, others, operations } = await productionOf(config, {
    before,
    now,
  });
  // A refused preview changes none.
  if (refused) return before;
  return {
    url: `https://${config.hosts.public}`,
    rollout: record.rollout,
    evidence: record.evidence,
    weightedName: traffic.weightedName,
    canaryEntry: traffic.canaryEntry,
    ...(Object.keys(others).length > 0 && { others: entriesOf(others) }),
    ...bypassOf(operations),
  };
}

/** Where the further public hosts are split, and the entry point of each one's canary. */
function entriesOf(others: Readonly<Record<string, TrafficSplit>>) {
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
