import type { Increase, GateVerdict } from "./gate.ts";
import type { RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import { inPercent } from "./traffic.ts";
import { refuseGate, refuseHalted } from "./increase.ts";

/**
 * Traffic that would increase though the request has no increase, since somebody moved it outside: a
 * hold would restore it. It is an increase all the same, whatever the record says.
 */
export interface Restore {
  readonly record: RolloutRecord;
  readonly increase: Increase;
  /** What the cloud has, and what the record has. */
  readonly observed: string;
  /** What else to do than wait for the gate. */
  readonly remedy: string;
  /** Whether the cloud's setting is unknown. */
  readonly unknown?: boolean;
}

/**
 * A canary share, in percent, below the record's: judged as a start from 0, else as an advance.
 *
 * @param host the further public host that it is of; absent for the first one
 */
export function weightRestore(record: RolloutRecord, share: number, host?: string): Restore {
  const stage = record.plan.findLast(({ percentage }) => percentage <= share)?.percentage ?? 0;
  return {
    record,
    increase: share === 0 ? "start" : "advance",
    observed: `the canary${of(host)} has ${inPercent(share)} in the cloud and ${record.percentage} % in the record`,
    remedy:
      stage === share
        ? `ask for the percentage that the cloud has: percentage: ${stage}`
        : `ask for the stage below what the cloud has: percentage: ${stage}`,
  };
}

function of(host: string | undefined): string {
  return host === undefined ? "" : ` of ${host}`;
}

/** A weight that may increase by it: the cloud's setting is unknown. */
export function unknownRestore(record: RolloutRecord, error: unknown): Restore {
  const why = error instanceof Error ? error.message : String(error);
  return {
    record,
    increase: "advance",
    observed: `what the canary has in the cloud cannot be read (${why}), and it has ${record.percentage} % in the record`,
    remedy: "roll back: ./canary rollback",
    unknown: true,
  };
}

/** The public host's alias, moved outside to another, or deleted deployment: judged as a promote. */
export function stableAliasRestore(
  record: RolloutRecord,
  host: string,
  deployment: string | undefined,
): Restore {
  return {
    record,
    increase: "promote",
    observed: `${host} points at ${deployment ?? "nothing"} and the record has ${record.stable.deployment} stable`,
    remedy: "point it back by hand, or roll back: ./canary rollback",
  };
}

/** The alias of the canary leg's origin, moved outside while it takes traffic: judged as an advance. */
export function originAliasRestore(
  record: RolloutRecord,
  host: string,
  deployment: string | undefined,
): Restore {
  return {
    record,
    increase: "advance",
    observed: `${host} points at ${deployment ?? "nothing"} and the record has the canary ${record.canary.deployment}`,
    remedy: "roll back: ./canary rollback",
  };
}

/** Refuses a share, or what hides it, that would increase beside a record that cannot be read. */
export function refuseUnread(result: unknown, percentage: number): Refusal[] {
  const observed =
    typeof result === "number"
      ? `the canary has ${inPercent(result)} in the cloud`
      : `what the canary has in the cloud cannot be read (${result instanceof Error ? result.message : String(result)})`;
  return [
    {
      rule: "record-unreadable",
      observed: `${observed}, ${percentage} % was requested, and the rollout's record cannot be read`,
      remedy: "percentage: 0 takes all traffic off the canary, or ./canary rollback",
    },
  ];
}

/** Every rule that refuses to restore traffic. */
export function judgeRestore(restore: Restore, gate: GateVerdict): Refusal[] {
  const halted = restore.increase === "promote" ? [] : refuseHalted(restore.record);
  const unknown: Refusal[] = restore.unknown
    ? [
        {
          rule: "traffic-unknown",
          observed: "nothing increases on missing data",
          remedy: "try again",
        },
      ]
    : [];
  return [...halted, ...unknown, ...refuseGate(gate)].map((refusal) => ({
    ...refusal,
    observed: `${restore.observed}; ${refusal.observed}`,
    remedy: `${refusal.remedy}; or ${restore.remedy}`,
  }));
}
