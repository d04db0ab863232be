import { circumstancesOf } from "./rollout/circumstances.ts";
import { requestsOf } from "./components/monitoring/requests.ts";
import type { Gate } from "./components/gateHook.ts";
import type { ProductionConfig } from "./config.ts";
import { datadogGate } from "./measure/datadog.ts";
import { accountOf } from "./measure/datadog/account.ts";
import { versionProbe } from "./measure/probe.ts";
import { monitorsOf, versionTag } from "./rollout/monitors.ts";

/** What the gate is told beside a stack's own config. */
export interface GateOfArgs {
  /** `project/stack`, e.g. `canary/production`: whose monitors they are. */
  readonly stack: string;
  /** Secret; `DATADOG_API_KEY` where absent, as the Datadog provider has it. */
  readonly apiKey?: string | undefined;
  /** Secret; `DATADOG_APP_KEY` where absent. */
  readonly appKey?: string | undefined;
}

/**
 * The gate of a production stack. It asks Datadog for the monitors that the program declares, and the
 * canary host for its version; the program and `./canary run` ask the same.
 */
export function gateOf(config: ProductionConfig, { stack, apiKey, appKey }: GateOfArgs): Gate {
  const { hosts, health, monitoring } = config;
  const { checks, signal, errorTracking } = monitoring;
  const probe = versionProbe({ url: `https://${hosts.prepared}${health.path}` });
  return (asked, record) => {
    const circumstances = circumstancesOf({
      signal,
      errorTracking,
      releases: record,
      ...(checks.enabled && { checks }),
    });
    return datadogGate({
      ...accountOf({ ...config.datadog, apiKey, appKey }),
      stack,
      expected: monitorsOf(circumstances),
      version: (release) => versionTag(signal, release),
      requests: (version) => requestsOf(monitoring, version),
      minimumRequests: monitoring.minimumRequests,
      ...(health.probe && { probe }),
      now: () => new Date().toISOString(),
    })(asked, record);
  };
}
