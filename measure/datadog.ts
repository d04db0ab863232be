import type { Increase, GateVerdict, Measurement } from "../rollout/gate.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import type { Release } from "../rollout/release.ts";
import type { Instant } from "../rollout/time.ts";
import type { Account } from "./datadog/account.ts";
import { askAccount, askMonitors } from "./datadog/askMonitors.ts";
import { openDatadog } from "./datadog/client.ts";
import { checkClock, type ClockCheck } from "./datadog/clock.ts";
import { countRequests, judgeRequests } from "./datadog/requests.ts";
import { judgeShare } from "./datadog/share.ts";
import { subjectOf, type ReleaseQueries } from "./datadog/subject.ts";
import { transport } from "./datadog/transport.ts";
import { instantOf } from "./datadog/text.ts";
import { expectedFor, type ExpectedMonitor } from "./expected.ts";
import { attempt, within, type Limit } from "./limit.ts";
import type { Probe } from "./probe.ts";
import { inconclusive, verdictOf } from "./verdict.ts";

export interface DatadogGateOptions extends Account, ReleaseQueries {
  /** Whose monitors they are: `canary/production`. They are found by the tag `canary_stack:<stack>`. */
  readonly stack: string;
  /** The monitors that the program declares, all of them. */
  readonly expected: readonly ExpectedMonitor[];
  /** The least requests of the canary at a stage, or a function of its percentage. Default 100. */
  readonly minimumRequests?: number | ((percentage: number) => number) | undefined;
  /** Run before the canary gets its first traffic. Default: none. */
  readonly probe?: Probe | undefined;
  /** The time that all calls together may take, in seconds. Default 30. */
  readonly limitSeconds?: number | undefined;
  readonly now: () => Instant;
}

/**
 * The gate that queries Datadog: states of this stack's monitors with their values, and how many
 * requests the canary has had at this stage. Whatever goes wrong is a line of the verdict, as
 * inconclusive; it never rejects, and ends within its limit.
 */
export function datadogGate(
  options: DatadogGateOptions,
): (increase: Increase, record: RolloutRecord) => Promise<GateVerdict> {
  return async (increase, record) => {
    try {
      return await within(options.limitSeconds ?? 30, (limit) =>
        measure(options, increase, record, limit),
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return verdictOf([inconclusive("gate", `could not be queried: ${why}`)]);
    }
  };
}

async function measure(
  options: DatadogGateOptions,
  increase: Increase,
  record: RolloutRecord,
  limit: Limit,
): Promise<GateVerdict> {
  const expected = expectedFor(increase, options.expected);
  const now = seconds(options.now());
  const subject = subjectOf(options, record, now);
  const clock = checkClock("Datadog", options.now);
  const [monitors, requests, probed] = await Promise.all([
    askMonitors({ ...options, expected, answered: clock.answered }, subject, limit),
    increase === "start" ? [] : measureRequests(options, record, { now, clock, limit }),
    increase === "start" && options.probe ? runProbe(options.probe, record, limit) : [],
  ]);
  const beside = [...clock.judge(), ...probed];
  if (!monitors.ok) return verdictOf([inconclusive("Datadog", monitors.failed), ...beside]);

  const judged = monitors.value;
  const recovered = Math.max(0, ...judged.map((one) => one.recovered));
  return verdictOf(
    [...judged.map(({ measurement }) => measurement), ...requests, ...beside],
    recovered === 0 ? undefined : instantOf(recovered),
  );
}

/** How many requests the canary has had at this stage, and which share of all that was. */
async function measureRequests(
  options: DatadogGateOptions,
  { stable, canary, enteredAt, percentage }: RolloutRecord,
  {
    now,
    clock,
    limit,
  }: { readonly now: number; readonly clock: ClockCheck; readonly limit: Limit },
): Promise<Measurement[]> {
  const { minimumRequests = 100 } = options;
  const least = typeof minimumRequests === "number" ? minimumRequests : minimumRequests(percentage);
  const since = seconds(enteredAt);
  const query = (release: Release) => options.requests(options.version(release));
  const counted = await askAccount(options, limit, async () => {
    const datadog = openDatadog(options, transport(limit, { answered: clock.answered }));
    return countRequests(datadog, { canary: query(canary), stable: query(stable) }, since, now);
  });
  const enough = judgeRequests(canary.version, counted, { since, now, least });
  if (!counted.ok || query(canary) === query(stable)) return [enough];
  return [
    enough,
    ...judgeShare(canary.version, counted.value, { since, now, declared: percentage }),
  ];
}

async function runProbe(
  probe: Probe,
  { canary }: RolloutRecord,
  limit: Limit,
): Promise<Measurement[]> {
  const probed = await attempt(limit, () => probe(canary, limit.signal), String);
  return [probed.ok ? probed.value : inconclusive("version", probed.failed)];
}

/** Unix seconds of an instant; throws (`RangeError`) where it is none. */
function seconds(at: Instant): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${at}" is no time`);
  return Math.floor(milliseconds / 1000);
}
