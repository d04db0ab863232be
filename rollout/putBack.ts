import type { Asked, GateVerdict } from "./gate.ts";
import type { RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import { inPercent } from "./traffic.ts";
import { refuseGate, refuseHalted } from "./rise.ts";

/**
 * Traffic that would rise though the request asks for no rise, since somebody moved it outside: a
 * hold would put it back. It is a rise all the same, whatever the record says.
 */
export interface PutBack {
  readonly record: RolloutRecord;
  readonly asked: Asked;
  /** What the cloud has, and what the record has. */
  readonly seen: string;
  /** What else to do than wait for the gate. */
  readonly remedy: string;
  /** Whether it cannot be told what the cloud has. */
  readonly unknown?: boolean;
}

/**
 * A canary share, in percent, below the record's: asks as a start from 0, else as an advance.
 *
 * @param host the further public host that it is of; absent for the first one
 */
export function weightPutBack(record: RolloutRecord, share: number, host?: string): PutBack {
  const stage = record.plan.findLast(({ percentage }) => percentage <= share)?.percentage ?? 0;
  return {
    record,
    asked: share === 0 ? "start" : "advance",
    seen: `the canary${of(host)} has ${inPercent(share)} in the cloud and ${record.percentage} % in the record`,
    remedy:
      stage === share
        ? `ask for the percentage that the cloud has: percentage: ${stage}`
        : `ask for the stage below what the cloud has: percentage: ${stage}`,
  };
}

function of(host: string | undefined): string {
  return host === undefined ? "" : ` of ${host}`;
}

/** A weight that may rise by it: what the cloud has cannot be told. */
export function unknownPutBack(record: RolloutRecord, error: unknown): PutBack {
  const why = error instanceof Error ? error.message : String(error);
  return {
    record,
    asked: "advance",
    seen: `what the canary has in the cloud cannot be read (${why}), and it has ${record.percentage} % in the record`,
    remedy: "roll back: ./canary rollback",
    unknown: true,
  };
}

/** The public host's alias, moved outside to another, or deleted deployment: asks as a promote. */
export function stableAliasPutBack(
  record: RolloutRecord,
  host: string,
  deployment: string | undefined,
): PutBack {
  return {
    record,
    asked: "promote",
    seen: `${host} points at ${deployment ?? "nothing"} and the record has ${record.stable.deployment} stable`,
    remedy: "point it back by hand, or roll back: ./canary rollback",
  };
}

/** The alias of the canary leg's origin, moved outside while it takes traffic: asks as an advance. */
export function originAliasPutBack(
  record: RolloutRecord,
  host: string,
  deployment: string | undefined,
): PutBack {
  return {
    record,
    asked: "advance",
    seen: `${host} points at ${deployment ?? "nothing"} and the record has the canary ${record.canary.deployment}`,
    remedy: "roll back: ./canary rollback",
  };
}

/** Against a share, or what hides it, that would rise beside a record that cannot be read. */
export function refuseUnread(found: unknown, percentage: number): Refusal[] {
  const seen =
    typeof found === "number"
      ? `the canary has ${inPercent(found)} in the cloud`
      : `what the canary has in the cloud cannot be read (${found instanceof Error ? found.message : String(found)})`;
  return [
    {
      rule: "record-unreadable",
      seen: `${seen}, ${percentage} % was requested, and the rollout's record cannot be read`,
      remedy: "percentage: 0 takes all traffic off the canary, or ./canary rollback",
    },
  ];
}

/** All that keeps traffic from being put back. */
export function judgePutBack(putBack: PutBack, gate: GateVerdict): Refusal[] {
  const halted = putBack.asked === "promote" ? [] : refuseHalted(putBack.record);
  const unknown: Refusal[] = putBack.unknown
    ? [{ rule: "traffic-unknown", seen: "nothing increases on missing data", remedy: "try again" }]
    : [];
  return [...halted, ...unknown, ...refuseGate(gate)].map((refusal) => ({
    ...refusal,
    seen: `${putBack.seen}; ${refusal.seen}`,
    remedy: `${refusal.remedy}; or ${putBack.remedy}`,
  }));
}
