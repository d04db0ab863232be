import * as pulumi from "@pulumi/pulumi";
import {
  circumstancesOf,
  declareProduction,
  declareStaging,
  foundRecord,
  requestsOf,
  type Gate,
  type ProductionArgs,
} from "./components/index.ts";
import { toRequest, type ProductionConfig, type StagingConfig } from "./config.ts";
import { stackConfig } from "./config/stack.ts";
import { datadogGate } from "./measure/datadog.ts";
import { factsAt } from "./measure/facts.ts";
import { versionProbe } from "./measure/probe.ts";
import { monitorsOf, versionTag } from "./rollout/monitors.ts";

const config = stackConfig();
const datadog = new pulumi.Config("datadog");
export default config.environment === "staging" ? staging(config) : await production(config);

function staging(config: StagingConfig) {
  const { release, host } = config;
  declareStaging({ ...config, deployment: release.deployment });
  return { url: `https://${host}`, release };
}

async function production(config: ProductionConfig) {
  const monitoring = monitoringOf(config);
  const { record, traffic } = await declareProduction({
    ...config,
    monitoring,
    found: await foundRecord(),
    request: toRequest(config),
    facts: factsAt(new Date(), { preview: pulumi.runtime.isDryRun() }),
    gate: gateOf(config, monitoring),
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
    stack: `${pulumi.getProject()}/${pulumi.getStack()}`,
    thresholds: config.thresholds,
    ...(checks.enabled && { checks }),
    ...(drain && {
      drain: { site: config.datadog.site, apiKey: datadog.requireSecret("apiKey") },
    }),
  };
}

/** The gate asks Datadog for those monitors, and the canary host for its version. */
function gateOf(config: ProductionConfig, monitoring: ProductionArgs["monitoring"]): Gate {
  const { hosts, health } = config;
  const probe = versionProbe({ url: `https://${hosts.canary}${health.path}` });
  return (asked, record) =>
    datadogGate({
      ...config.datadog,
      // Where the Datadog provider finds its keys too.
      apiKey: datadog.get("apiKey") ?? process.env["DATADOG_API_KEY"],
      appKey: datadog.get("appKey") ?? process.env["DATADOG_APP_KEY"],
      stack: monitoring.stack,
      expected: monitorsOf(circumstancesOf({ ...monitoring, releases: record })),
      version: (release) => versionTag(monitoring.signal, release),
      requests: (version) => requestsOf(monitoring, version),
      minimumRequests: config.monitoring.minimumRequests,
      ...(health.probe && { probe }),
      now: () => new Date().toISOString(),
    })(asked, record);
}
