import type { Facts, TrafficFacts } from "./facts.ts";
import { stageAfter } from "./plan.ts";
import type { RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import { hostsOf, inPercent, settingsOf, shareOf, type TrafficSetting } from "./traffic.ts";

/** Facts by which the settings are what the record says. */
export const NO_DRIFT: TrafficFacts = { drift: [], pending: [], unknown: [] };

/**
 * Where settings are not what a record says, as text; `where` they were found: "in the state".
 *
 * @param others further public hosts that must have settings too, beside those that have some
 */
export function driftOf(
  record: RolloutRecord,
  settings: readonly TrafficSetting[],
  where: string,
  others: readonly string[] = [],
): string[] {
  const hosts = new Set([...others, ...hostsOf(settings)]);
  return [
    ...driftOfHost(record, settings, where),
    ...[...hosts].flatMap((host) =>
      driftOfHost(record, settings, where, host).map((message) => `${host}: ${message}`),
    ),
  ];
}

function driftOfHost(
  record: RolloutRecord,
  settings: readonly TrafficSetting[],
  where: string,
  host?: string,
): string[] {
  const unlike = settingsOf(record, host).flatMap(({ kind, of, value }) => {
    const match = settings.find(
      (one) => one.kind === kind && one.of === of && one.host === host,
    )?.value;
    return match === value ? [] : [{ kind, of, match, value }];
  });
  const toMessage = (result: string | number | undefined) => result ?? "nothing";
  const weights = unlike.filter(({ kind }) => kind === "weight");
  const weighed = weights.map(
    ({ of, match: result, value }) =>
      `${of} ${toMessage(result)} (${toMessage(value)} in the record)`,
  );
  const share = shareOf(settings, host);
  return [
    ...(weighed.length > 0
      ? [
          `the canary has ${inPercent(share)} ${where} and ${record.percentage} % in the record: weights ${weighed.join(", ")}${fromThere(record, share)}`,
        ]
      : []),
    ...unlike
      .filter(({ kind }) => kind === "alias")
      .map(
        ({ of, match: result, value }) =>
          `the ${of} points at ${toMessage(result)} ${where} and at ${toMessage(value)} in the record`,
      ),
  ];
}

/** The stage that comes next for a share below the record's. */
function fromThere({ plan, percentage }: RolloutRecord, share: number): string {
  const next = share < percentage ? stageAfter(plan, share) : undefined;
  return next ? `; the next stage from ${inPercent(share)} is ${next.percentage} %` : "";
}

/** All that refuses an increase while traffic is not known to be what the record says. */
export function refuseDrift(record: RolloutRecord, { traffic }: Pick<Facts, "traffic">): Refusal[] {
  const { drift, pending, unknown } = traffic;
  const { percentage } = record;
  const refusals: Refusal[] = [];
  if (drift.length > 0)
    refusals.push({
      rule: "drift",
      observed: drift.join("; "),
      remedy: `pulumi up --refresh at percentage: ${percentage} makes them what the record says, or ./canary rollback`,
    });
  if (pending.length > 0)
    refusals.push({
      rule: "pending",
      observed: `an update was cut off while ${pending.join(", ")}: what came of it is not known`,
      remedy:
        "pulumi refresh finds out (with --clear-pending-creates where something was being created), or ./canary rollback",
    });
  if (unknown.length > 0)
    refusals.push({
      rule: "traffic-unknown",
      observed: unknown.join("; "),
      remedy: "nothing increases on missing data: see that it can be read, then try again",
    });
  return refusals;
}
