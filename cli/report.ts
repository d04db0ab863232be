import { examineCloseOut, examineEvidence } from "../rollout/evidence.ts";
import type { Facts } from "../rollout/facts.ts";
import type { FrozenEvidence, RolloutRecord } from "../rollout/record.ts";
import type { GateVerdict } from "../rollout/gate.ts";
import { stageAfter, stageAt } from "../rollout/plan.ts";
import { soakOf } from "../rollout/increase.ts";
import { verdictLines } from "../rollout/signals.ts";
import { duration, secondsAfter, secondsBetween } from "../rollout/time.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { changesOf, type Change } from "./review/changes.ts";
import type { Event } from "./review/events.ts";
import { messagesOf } from "./review/messages.ts";
import { policiesOf } from "./review/violations.ts";
import { fromNow, localized, onClock, type Here } from "./times.ts";

/** A step that was applied, and what it was judged by. */
export interface AppliedTransition {
  /** What was requested: `1.5.0 from 10 % to 25 %`. */
  readonly message: string;
  /** The update's events. */
  readonly events: readonly Event[];
  /** The record before and after. */
  readonly before: RolloutRecord;
  readonly after: RolloutRecord;
  /** The evidence that counted. */
  readonly evidence: readonly FrozenEvidence[];
}

/** The most lines of a report, the closing sentence among them. */
const MOST = 12;
/** The most of them that warnings and measurements get. */
const WARNINGS = 3;

/**
 * What a step did, in twelve lines at most: what was requested, what warns, what was measured, the soak,
 * the evidence, the policies, what changed, and where the rollout stands now.
 */
export function reportOf(applied: AppliedTransition, here: Here): string[] {
  const { message, events, before, evidence } = applied;
  const { gate } = messagesOf(events);
  const rest = [
    ...block("soak", soak(before, gate, here)),
    ...block("checked", [...evidenceCounted(evidence), ...policies(events)].join("; ")),
    ...block("changed", changed(changesOf(events), applied)),
  ];
  const warnings = capped(warningsIn(events), WARNINGS);
  const room = MOST - 2 - rest.length - warnings.length;
  const lines = [
    ...block("requested", [message]),
    ...block("warning", warnings),
    ...block("measured", gate ? capped(measured(gate), room) : []),
    ...rest,
  ];
  return [...lines.map((line) => localized(line, here)), closing(applied.after, here)];
}

/** Lines under a title. */
function block(title: string, text: string | readonly string[]): string[] {
  const lines = typeof text === "string" ? [text].filter((one) => one !== "") : text;
  return lines.map((line, index) => `${(index === 0 ? title : "").padEnd(11)}${line}`);
}

/** The first lines, and how many more there are. */
function capped(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more: --verbose prints all`];
}

/** What the program and the policies warn of, a line each. */
function warningsIn(events: readonly Event[]): string[] {
  const said = events.flatMap(({ diagnosticEvent: one }) =>
    one?.severity === "warning" ? one.message.trim().replace(/\s*\n\s*/g, " ") : [],
  );
  const advice = policiesOf(events).advisory.map(
    ({ policy, message }) => `policy ${policy}: ${message}`,
  );
  return [...new Set([...said, ...advice.map((line) => line.replace(/\s*\n\s*/g, " "))])];
}

/** The verdict with its numbers, what warns and what is exempted before all else. */
function measured(gate: GateVerdict): string[] {
  const loud = gate.measurements.filter(
    ({ verdict }) => verdict === "warning" || verdict === "exempt",
  );
  const rest = gate.measurements.filter((one) => !loud.includes(one));
  return verdictLines({ ...gate, measurements: [...loud, ...rest] });
}

function soak(before: RolloutRecord, gate: GateVerdict | undefined, { now }: Here): string[] {
  const { stage, held } = soakOf(before, { now, gate });
  return stage && !Number.isNaN(held)
    ? [`${duration(Math.floor(held))} at ${stage.percentage} %, ${duration(stage.soak)} required`]
    : [];
}

function evidenceCounted(evidence: readonly FrozenEvidence[]): string[] {
  if (evidence.length === 0) return [];
  const exempt = evidence.filter(({ verdict }) => verdict === "exempt").length;
  const verified = `evidence ${evidence.length - exempt} of ${evidence.length}`;
  return [exempt > 0 ? `${verified} (${exempt} exempted)` : verified];
}

function policies(events: readonly Event[]): string[] {
  const { judged, held } = policiesOf(events);
  return judged > 0 ? [`policies ${held} of ${judged}`] : [];
}

/** What changed in the clouds: weights and hosts by what they are, all else counted. */
function changed(changes: readonly Change[], { after }: AppliedTransition): string[] {
  const of = (part: Change["part"]) => changes.filter((one) => one.part === part);
  const weights = of("weight").flatMap(({ name, what }) =>
    what.flatMap(({ summary }) => (summary === undefined ? [] : `${name} ${summary}`)),
  );
  const hosts = (["public host", "origin", "canary host"] as const).flatMap((part) =>
    of(part).length === 0
      ? []
      : [`${part === "origin" ? "canary's origin" : part} serves ${served(part, after)}`],
  );
  const others = changes.filter(({ part }) => part === undefined);
  const more =
    others.length === 0
      ? []
      : [
          `${others.length} other ${others.length === 1 ? "resource" : "resources"} (${others
            .slice(0, 3)
            .map(({ op, name }) => `${op} ${name}`)
            .join(", ")}${others.length > 3 ? ", …" : ""})`,
        ];
  const all = [...weights, ...hosts, ...more];
  return all.length === 0 ? ["the record alone"] : [all.join("; ")];
}

function served(part: "public host" | "origin" | "canary host", record: RolloutRecord): string {
  if (part === "public host") return record.stable.version;
  return part === "origin" && record.percentage === 0
    ? record.stable.version
    : record.canary.version;
}

/** Where the rollout stands, and what comes next: `1.5.0 takes 25 %; next 50 % from 14:32 (in 15 min)`. */
export function closing(record: RolloutRecord, here: Here): string {
  const { canary, stable, percentage, plan, enteredAt } = record;
  if (!hasCanary(record))
    return percentage === 0
      ? `everyone is on ${stable.version}, which is stable; the rollout is finished`
      : `${stable.version} is stable and takes ${percentage} %; next the finish, at any time: ./canary advance`;
  const takes = `${canary.version} takes ${percentage} %`;
  if (percentage === 0) return `${canary.version} is prepared, at 0 %; next ./canary advance`;
  const stage = stageAt(plan, percentage);
  if (!stage) return takes;
  const next = stageAfter(plan, percentage);
  const from = secondsAfter(enteredAt, stage.soak);
  const when =
    secondsBetween(here.now, from) > 0
      ? `from ${onClock(from, here)} (${fromNow(from, here)})`
      : "now";
  return `${takes}; next ${next ? `${next.percentage} %` : "the promote"} ${when}`;
}

/** The evidence by which a step of a record is applied. */
export function countingFor(record: RolloutRecord, facts: Facts): readonly FrozenEvidence[] {
  return [
    ...examineEvidence(record, facts).frozen,
    ...(record.percentage === 0 ? examineCloseOut(record, facts).frozen : []),
  ];
}
