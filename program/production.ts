import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  declareProduction,
  lastWritten,
  settingsIn,
  type OwnOutputs,
  type Production,
  type ProductionArgs,
} from "../components/index.ts";
import { toRequest } from "../config.ts";
import type { InForce } from "../config/inForce.ts";
import { accountOf } from "../measure/datadog/account.ts";
import { delegatedTo } from "../measure/delegation.ts";
import { EVIDENCE } from "../measure/evidence.ts";
import { factsFor } from "../measure/facts.ts";
import { exportedState, isWritten } from "../measure/exportedState.ts";
import { pendingOf } from "../measure/pending.ts";
import { announce } from "./announce.ts";
import { monitoringOf, notificationsOf, operationsOf } from "./declared.ts";
import { gateOf } from "./gate.ts";
import { readState } from "./readState.ts";
import { VERSION } from "./version.ts";
import { sayUnsent } from "./unsent.ts";

/** How long name servers may take to say whom a name is delegated to, in seconds. */
const PATIENCE = 4;

export interface ProductionOfArgs {
  /** The stack's outputs, as the last update wrote them. */
  readonly before: OwnOutputs;
  readonly now: Date;
  /** What the program gives beside the config; nothing where absent. */
  readonly extra?: Partial<Pick<ProductionArgs, "variables" | "secrets">>;
  /** What the resources are part of; the stack where absent. */
  readonly parent?: pulumi.Resource;
}

/**
 * Production, from a stack's config: its record and evidence are read, and an increase is measured.
 */
export async function productionOf(
  config: InForce,
  { before, now, extra, parent }: ProductionOfArgs,
): Promise<Production> {
  const datadog = new pulumi.Config("datadog");
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  const updated = await wasUpdated(before, `${pulumi.getOrganization()}/${stack}`);
  const written = await readState(() => lastWritten(updated));
  const request = toRequest(config);
  const root = pulumi.runtime.getRootDirectory();
  const keys = { apiKey: datadog.get("apiKey"), appKey: datadog.get("appKey") };
  return declareProduction(
    {
      ...config,
      variables: { ...config.variables, ...extra?.variables },
      secrets: { ...config.secrets, ...extra?.secrets },
      monitoring: monitoringOf(config, stack, () => datadog.requireSecret("apiKey")),
      notifications: notificationsOf(config, stack),
      operations: operationsOf(config, stack),
      version: VERSION,
      written,
      request,
      facts: factsFor(
        {
          ...config,
          stored: written.stored,
          settings: settingsIn(written.resources),
          request,
          evidence: join(root, EVIDENCE),
        },
        now,
        { preview: pulumi.runtime.isDryRun() },
      ),
      pending: () => pendingOf(`${pulumi.getOrganization()}/${stack}`, root),
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
    },
    parent && { parent },
  );
}

/** A program may have no outputs of its own: then its state says whether there was an update. */
async function wasUpdated(before: OwnOutputs, stack: string): Promise<boolean> {
  if (!pulumi.runtime.isDryRun() || Object.keys(before).length > 0) return true;
  try {
    return isWritten(await exportedState(stack, pulumi.runtime.getRootDirectory()));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(`whether this stack was ever updated is unknown: ${why}`);
  }
}
