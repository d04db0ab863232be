import { stepsOf } from "../checklist/requirements.ts";
import { weighExemptions } from "../checklist/exemption.ts";
import { ITEMS } from "../checklist/items.ts";
import { bearingOn } from "../checklist/measured.ts";
import { circumstancesOf, comparedVersions } from "../rollout/circumstances.ts";
import { requestsOf } from "../components/monitoring/requests.ts";
import type { MonitorShape } from "../components/monitoring/shape.ts";
import { shapesOf } from "../components/monitoring/shapes.ts";
import type { Gate } from "../components/gateHook.ts";
import type { ProductionConfig } from "../config.ts";
import { datadogGate, type DatadogGateOptions } from "../measure/datadog.ts";
import { accountOf } from "../measure/datadog/account.ts";
import type { DeclaredMonitor } from "../measure/expected.ts";
import { observe, type Observation } from "../measure/observe.ts";
import { versionProbe } from "../measure/probe.ts";
import type { Increase } from "../rollout/gate.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import { present } from "../rollout/parts.ts";
import { watchedOf } from "./declared.ts";
import { monitorsOf } from "../rollout/monitors.ts";
import { versionTag } from "../rollout/tags.ts";

/** What the gate is given besides a stack's own config. */
export interface GateOfArgs {
  /** `project/stack`, e.g. `canary/production`: whose monitors they are. */
  readonly stack: string;
  /** Secret; `DATADOG_API_KEY` where absent, as the Datadog provider has it. */
  readonly apiKey?: string | undefined;
  /** Secret; `DATADOG_APP_KEY` where absent. */
  readonly appKey?: string | undefined;
  /** The time that all calls together may take, in seconds. Default 30. */
  readonly limitSeconds?: number | undefined;
}

/**
 * The gate of a production stack. It queries Datadog for the monitors that the program declares, and the
 * canary host for its version; the program and `./canary run` use the same gate.
 */
export function gateOf(config: ProductionConfig, args: GateOfArgs): Gate {
  return (increase, record) =>
    datadogGate(optionsOf(config, args, increase, record))(increase, record);
}

/** What Datadog reports about a production stack's rollout: what its gate queries, without a verdict. */
export function observerOf(
  config: ProductionConfig,
  args: GateOfArgs,
): (record: RolloutRecord) => Promise<Observation> {
  return (record) => {
    const requested = record.percentage > 0 ? "advance" : "start";
    return observe(optionsOf(config, args, requested, record), record);
  };
}

function optionsOf(
  config: ProductionConfig,
  { stack, apiKey, appKey, limitSeconds }: GateOfArgs,
  increase: Increase,
  record: RolloutRecord,
): DatadogGateOptions {
  const { hosts, health, monitoring } = config;
  const { signal } = monitoring;
  const watched = watchedOf(config);
  const probe = versionProbe({
    url: `https://${hosts.prepared}${health.path}`,
    well: health,
  });
  const watching = { signal, releases: record, lacking: config.lacking, others: hosts.others };
  const circumstances = circumstancesOf(watching);
  const shapes = new Map(
    shapesOf({
      ...{ stack, watched, thresholds: config.thresholds, circumstances },
      versions: comparedVersions(watching),
      runbookUrl: present(monitoring.runbookUrl),
    }),
  );
  const now = new Date().toISOString();
  const { counting } = weighExemptions(config.exemptions, { ...config, items: ITEMS, now });
  const steps = stepsOf(increase, record, config.plan);
  return {
    ...accountOf({ ...config.datadog, apiKey, appKey }),
    stack,
    expected: monitorsOf(circumstances).map((spec) => {
      const shape = shapes.get(spec.key);
      const exemption = bearingOn(spec.items, steps, counting);
      return { ...spec, exemption, ...(shape && { declared: declaredAs(shape) }) };
    }),
    version: (release) => versionTag(signal, release),
    requests: (version) => requestsOf({ ...watched, signal }, version),
    minimumRequests: monitoring.minimumRequests,
    ...(health.probe && { probe }),
    limitSeconds,
    now: () => new Date().toISOString(),
  };
}

/** What of a monitor's inputs decides its state, as Datadog has it. */
function declaredAs(shape: MonitorShape): DeclaredMonitor {
  const { query, monitorThresholds = {}, evaluationDelay, newGroupDelay } = shape;
  const { critical, warning } = monitorThresholds;
  return {
    query,
    thresholds: {
      ...(critical !== undefined && { critical: Number(critical) }),
      ...(warning !== undefined && { warning: Number(warning) }),
    },
    evaluationDelay,
    newGroupDelay,
    onMissingData: shape.onMissingData ?? "default",
    requireFullWindow: shape.requireFullWindow ?? true,
  };
}
