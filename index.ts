import * as pulumi from "@pulumi/pulumi";
import { declareProduction, declareStaging, foundRecord, type Gate } from "./components/index.ts";
import { toRequest, type ProductionConfig, type StagingConfig } from "./config.ts";
import { stackConfig } from "./config/stack.ts";
import type { Facts } from "./rollout/facts.ts";
import { WHEN_APPLIED } from "./rollout/time.ts";

const config = stackConfig();
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
