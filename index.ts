import * as pulumi from "@pulumi/pulumi";
import {
  declareProduction,
  declareStaging,
  foundRecord,
  type ProductionArgs,
} from "./components/index.ts";
import { toRequest, type ProductionConfig, type StagingConfig } from "./config.ts";
import { stackConfig } from "./config/stack.ts";
import { gateOf } from "./gate.ts";
import { factsAt } from "./measure/facts.ts";

const config = stackConfig();
const datadog = new pulumi.Config("datadog");
const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
export default config.environment === "staging" ? staging(config) : await production(config);

function staging(config: StagingConfig) {
  const { release, host } = config;
  declareStaging({ ...config, deployment: release.deployment });
  return { url: `https://${host}`, release };
}

async function production(config: ProductionConfig) {
  const { record, traffic } = await declareProduction({
    ...config,
    monitoring: monitoringOf(config),
    found: await foundRecord(),
    request: toRequest(config),
    facts: factsAt(new Date(), { preview: pulumi.runtime.isDryRun() }),
    gate: gateOf(config, {
      stack,
      apiKey: datadog.get("apiKey"),
      appKey: datadog.get("appKey"),
    }),
  });
  return {
    url: `https://${config.hosts.public}`,
    record,
    weightedName: traffic.weightedName,
    canaryEntry: traffic.canaryEntry,
  };
}

/** What watches production, from its config. */
function monitoringOf(config: ProductionConfig): ProductionArgs["monitoring"] {
  const { checks, drain, ...watched } = config.monitoring;
  return {
    ...watched,
    stack,
    thresholds: config.thresholds,
    ...(checks.enabled && { checks }),
    ...(drain && {
      drain: { site: config.datadog.site, apiKey: datadog.requireSecret("apiKey") },
    }),
  };
}
