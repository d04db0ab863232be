import { settingsIn } from "../../components/trafficSettings.ts";
import { factsFor } from "../../measure/facts.ts";
import { driftOf } from "../../rollout/drift.ts";
import { judge } from "../../rollout/judge.ts";
import { stageAfter, stageAt } from "../../rollout/plan.ts";
import { isUnreadable, type RolloutRecord } from "../../rollout/record.ts";
import { secondsAfter, secondsBetween } from "../../rollout/time.ts";
import { hasCanary, isHalted } from "../../rollout/traffic.ts";
import type { RequestedConfig } from "../requested.ts";
import { standing } from "../describe.ts";
import { absentIn } from "../lacking.ts";
import {
  aliasesOf,
  deploymentOf,
  hostOf,
  weightsOf,
  type FrontState,
  type State,
} from "../state.ts";
import { refusedLines } from "../refused.ts";
import { about, fromNow, localized, onClock } from "../times.ts";

/** All that a status is made from. */
export interface Situation {
  readonly state: State;
  readonly requested: RequestedConfig;
  /** Who holds the stack's lock, in words; undefined where nobody does. */
  readonly lock: string | undefined;
  /** The folder that evidence is kept in. */
  readonly evidence: string;
  readonly now: Date;
}

export type StatusLine = readonly [title: string, text: string];

/** What there is to say of a rollout, a title and a text each. */
export function statusLines(situation: Situation): StatusLine[] {
  const { state, lock, now } = situation;
  const { stored } = state;
  const around = [
    ...heldLines(state),
    ...driftLines(state),
    ...pendingLines(state),
    ...lockLine(lock),
  ];
  if (!stored || isUnreadable(stored)) return [["record", recordProblem(state)], ...around];
  return [
    ["rollout", standing(stored, { now: now.toISOString() })],
    ...soakLine(stored, now),
    ...around,
    ...requestedLines(stored, situation),
  ];
}

/** What is wrong with a record, and how there comes to be one again. */
function recordProblem({ stored }: State): string {
  const why =
    stored && isUnreadable(stored)
      ? `cannot be read: ${stored.unreadable}`
      : "the state holds none";
  return `${why}\n./canary rollback --to DEPLOYMENT takes all traffic to the good release; docs/runbook.md says how to get a record again`;
}

function heldLines(state: State): StatusLine[] {
  const hosts = aliasesOf(state).map(
    ([, alias]) => `${hostOf(alias)} ${deploymentOf(alias) ?? "?"}`,
  );
  return [
    ["weights", `${weightText(state)} (as last written)`],
    ...state.others.map((front): StatusLine => ["", `${front.name ?? ""}: ${weightText(front)}`]),
    ["hosts", hosts.join(", ")],
    ...absentIn(state).map((what): StatusLine => [
      "missing",
      `the state lacks ${what}: pulumi up makes it anew, ./canary rollback too`,
    ]),
  ];
}

function weightText(front: Pick<FrontState, "weighted">): string {
  const { stable, canary } = weightsOf(front);
  return `stable ${stable ?? "?"}, canary ${canary ?? "?"}`;
}

/** Where the weights and aliases are not what the record says. */
function driftLines({ stored, resources }: State): StatusLine[] {
  if (!stored || isUnreadable(stored)) return [];
  const drift = driftOf(stored, settingsIn(resources), "in the state");
  if (drift.length === 0) return [];
  const remedy = "pulumi up at the recorded percentage restores it, or ./canary rollback";
  return [["drift", [...drift, remedy].join("\n")]];
}

function pendingLines({ pending }: State): StatusLine[] {
  if (pending.length === 0) return [];
  return [
    [
      "pending",
      `an update ended in the middle of ${pending.join(", ")}: pulumi refresh, or ./canary rollback`,
    ],
  ];
}

function lockLine(lock: string | undefined): StatusLine[] {
  return lock === undefined ? [] : [["lock", lock]];
}

function soakLine(record: RolloutRecord, now: Date): StatusLine[] {
  const stage = stageAt(record.plan, record.percentage);
  if (!stage) return [];
  if (isHalted(record, record.canary))
    return [["soak", "halted: its share does not increase; ./canary rollback takes it away"]];
  const here = { now: now.toISOString() };
  const held = secondsBetween(record.enteredAt, here.now);
  const until = secondsAfter(record.enteredAt, stage.soak);
  const next = stageAfter(record.plan, record.percentage);
  const wait =
    held < stage.soak
      ? `over at ${onClock(until, here)} (${fromNow(until, here)})`
      : `over since ${onClock(until, here)}`;
  const then = next
    ? `${next.percentage} %`
    : hasCanary(record)
      ? "the promote"
      : "the finish, at any time";
  return [
    ["soak", `${about(Math.min(held, stage.soak))} of ${about(stage.soak)}, ${wait}; next ${then}`],
  ];
}

function requestedLines(
  record: RolloutRecord,
  { state, requested: increase, evidence, now }: Situation,
): StatusLine[] {
  const here = { now: now.toISOString() };
  if ("fault" in increase)
    return [["requested", `the stack file cannot be read:\n${increase.fault}`]];
  const { request, config } = increase;
  const { resources, pending } = state;
  const settings = settingsIn(resources);
  const facts = factsFor({ ...config, stored: record, settings, pending, request, evidence }, now);
  const { transition, refusals, notes } = judge(record, request, facts);
  const said: StatusLine[] = notes.map((note) => ["note", localized(note, here)]);
  if (transition === "hold") {
    const moves = driftLines(state).length > 0 || absentIn(state).length > 0;
    const then = moves ? "restores what differs" : "changes nothing of the rollout";
    return [["requested", `what is applied: the next pulumi up ${then}`], ...said];
  }
  const { percentage, stable, canary } = request;
  const what = `${percentage} %, stable ${stable.version}, canary ${canary?.version ?? "none"}: ${transition}`;
  return [
    ["requested", refusals.length > 0 ? `${what}, refused now` : what],
    ...refusedLines(refusals, here).map((line): StatusLine => ["", line]),
    ...said,
  ];
}
