import * as pulumi from "@pulumi/pulumi";
import { declareProduction, declareStaging, type Gate } from "./components/index.ts";
import {
  ConfigError,
  parseConfig,
  toRequest,
  type Config,
  type ProductionConfig,
  type StagingConfig,
} from "./config.ts";
import type { Facts } from "./rollout/facts.ts";
import { readRecord, type FoundRecord } from "./rollout/record.ts";
import { WHEN_APPLIED } from "./rollout/time.ts";

const config = readConfig();
export default config.environment === "staging" ? staging(config) : await production(config);

function staging(config: StagingConfig) {
  const { release, host } = config;
  declareStaging({ ...config, deployment: release.deployment });
  return { url: `https://${host}`, release };
}

async function production(config: ProductionConfig) {
  const { record, traffic } = await declareProduction({
    ...config,
    found: await foundRecord(),
    request: toRequest(config),
    facts: facts(),
    gate: open,
  });
  return {
    url: `https://${config.hosts.public}`,
    record,
    weightedName: traffic.weightedName,
    canaryEntry: traffic.canaryEntry,
  };
}

/** This stack's config, or every fault in it, in words. */
function readConfig(): Config {
  // How the engine tells a program which keys are secret.
  const secret = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];
  try {
    return parseConfig(pulumi.runtime.allConfig(), new Set(secret));
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** What the last update left in this stack's own state. */
async function foundRecord(): Promise<FoundRecord> {
  const self = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const output = await new pulumi.StackReference(self).getOutputDetails("record");
  return readRecord(output.value);
}

function facts(): Facts {
  const now = new Date().toISOString();
  return {
    now,
    stamp: pulumi.runtime.isDryRun() ? WHEN_APPLIED : now,
    evidence: { asked: [], closeOut: [], found: [] },
    freezes: [],
    exemptions: [],
  };
}

/** Nothing is measured yet: the gate is open. */
function open(): ReturnType<Gate> {
  return Promise.resolve({ verdict: "open", measurements: [] });
}
