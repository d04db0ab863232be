import type { GateVerdict } from "../../rollout/gate.ts";
import { verdictLines } from "../../rollout/signals.ts";
import { verdictIn } from "../../rollout/verdictLine.ts";
import { isWeightChange } from "../../rollout/weightChange.ts";
import { NO_REASON } from "../engine/engine.ts";
import { nameOf } from "../state.ts";
import type { Event } from "./events.ts";

/** What a program and the engine said in a preview. */
export interface Messages {
  /** Why the rollout does not move, a line each: rule, what was found, what to do. */
  readonly refusals: readonly string[];
  /** What else went wrong. */
  readonly faults: readonly Fault[];
  /** What a person should know of the transition. */
  readonly notes: readonly string[];
  /** What the gate measured, where it was queried. */
  readonly gate?: GateVerdict | undefined;
}

/** What the engine says of the policies that it no longer runs once something else has failed. */
const CUT_OFF = /^failed to run (policy|remediation): context canceled$/;

export interface Fault {
  /** The resource that it was said of; absent where it was none. */
  readonly resource?: string | undefined;
  readonly message: string;
}

/** What a run does with the rollout; undefined where it never came to it. */
export function rolloutIn(events: readonly Event[]) {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .find(({ type }) => type === "canary:index:Rollout");
}

export function messagesOf(events: readonly Event[]): Messages {
  const rolloutUrn = rolloutIn(events)?.urn;
  const said = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);
  const ofRollout = said.filter(({ urn }) => urn !== undefined && urn === rolloutUrn);
  const lines = (severity: string) =>
    ofRollout
      .filter((one) => one.severity === severity)
      .flatMap(({ message }) => message.trim().split("\n"));
  const gate = ofRollout.map(({ message }) => verdictIn(message)).findLast((verdict) => verdict);
  // The review has the measurements in a table of their own, and the weights among the changes.
  const measured = gate ? verdictLines(gate) : [];
  return {
    refusals: lines("error"),
    notes: [...lines("warning"), ...lines("info")].filter(
      (line) => !measured.includes(line) && !isWeightChange(line),
    ),
    faults: said
      .filter((one) => one.severity === "error" && !ofRollout.includes(one))
      .map(({ urn, message }): Fault => ({
        resource: urn === undefined ? undefined : nameOf(urn),
        message: message.trim(),
      }))
      .filter(({ message }) => !NO_REASON.includes(message) && !CUT_OFF.test(message)),
    gate,
  };
}
