import type { Asked, GateVerdict } from "./gate.ts";
import type { RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
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
}

/** A canary share, in percent, below the record's: asks as a start from 0, else as an advance. */
export function weightPutBack(record: RolloutRecord, cloud: number): PutBack {
  return {
    record,
    asked: cloud === 0 ? "start" : "advance",
    seen: `the canary has ${cloud} % in the cloud and ${record.percentage} % in the record`,
    remedy: `ask for the percentage that the cloud has: percentage: ${cloud}`,
  };
}

/** The public host's alias, moved outside to another deployment: asks as a promote. */
export function stableAliasPutBack(
  record: RolloutRecord,
  host: string,
  deployment: string,
): PutBack {
  return {
    record,
    asked: "promote",
    seen: `${host} points at ${deployment} and the record has ${record.stable.deployment} stable`,
    remedy: "point it back by hand, or roll back: ./canary rollback",
  };
}

/** The alias of the canary leg's origin, moved outside while it takes traffic: asks as an advance. */
export function originAliasPutBack(
  record: RolloutRecord,
  host: string,
  deployment: string,
): PutBack {
  return {
    record,
    asked: "advance",
    seen: `${host} points at ${deployment} and the record has the canary ${record.canary.deployment}`,
    remedy: "roll back: ./canary rollback",
  };
}

/** All that keeps traffic from being put back. */
export function judgePutBack(putBack: PutBack, gate: GateVerdict): Refusal[] {
  const halted = putBack.asked === "promote" ? [] : refuseHalted(putBack.record);
  return [...halted, ...refuseGate(gate)].map((refusal) => ({
    ...refusal,
    seen: `${putBack.seen}; ${refusal.seen}`,
    remedy: `${refusal.remedy}; or ${putBack.remedy}`,
  }));
}
