import { freshnessFor, weighEvidence, type Freshness } from "../rollout/evidence.ts";
import type { RequiredItem, Facts } from "../rollout/facts.ts";
import type { GateVerdict } from "../rollout/gate.ts";
import { MONITORS } from "../rollout/monitors.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import type { Release } from "../rollout/release.ts";
import { soakLeft } from "../rollout/increase.ts";
import { duration, secondsAfter, secondsBetween, type Instant } from "../rollout/time.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { owedAfter, showing, STAGES, type Ages } from "./requirements.ts";
import type { GateCoverage, Item, Needed, ResourceCoverage } from "./item.ts";
import type { ActiveExemption } from "./activeExemptions.ts";
import { coverageIn, notApplicable, unwatched, type Scope } from "./scope.ts";
import { describeCoverage, describeNeeded } from "./describe.ts";

/** How it stands with an item. */
export interface ItemState {
  readonly state: "met" | "unmet" | "stale" | "exempt" | "not yet needed" | "not applicable";
  /** What says so. */
  readonly by: string;
  /** Since when, where that is known. */
  readonly since?: Instant | undefined;
  /** What to do, where something is to be done. */
  readonly todo?: string | undefined;
}

/** A resource that a stack's state holds. */
export interface Held {
  readonly type: string;
  readonly name: string;
  readonly created?: Instant | undefined;
}

/** What is known of a stack and its rollout. What could not be read is the reason why, as text. */
export interface Situation {
  /** Absent before the first update. */
  readonly record: RolloutRecord | undefined;
  /** The time, the exemptions that count, and the evidence for the canary and for the owed close-out. */
  readonly facts: Facts;
  /** What the next increase requires; empty where no increase is next. */
  readonly nextIncrease: readonly Needed[];
  readonly resources: {
    readonly production: readonly Held[] | string;
    readonly staging: readonly Held[] | string;
  };
  /** The gate's verdict on the next increase, or why it was not queried. */
  readonly gate: GateVerdict | string;
  readonly ages: Ages;
  /** What the stack has of what the checklist is about. */
  readonly scope: Scope;
  /** What is exempted, each with its effect. */
  readonly exempted: readonly ActiveExemption[];
  /** The items that have no command, neither in config nor by default. */
  readonly unconfigured: readonly string[];
}

/** How it stands with an item now. Nothing that could not be read or measured counts as met. */
export function stateOf(whole: Item, situation: Situation): ItemState {
  const { record, nextIncrease, facts, scope } = situation;
  const why = notApplicable(whole, scope);
  if (why !== undefined) return { state: "not applicable", by: why };
  const item = { ...whole, coveredBy: coverageIn(whole, scope) };
  const owed = record?.percentage === 0 && record.owed ? owedAfter(record.owed.ended) : [];
  const due = item.needed.filter((one) => nextIncrease.includes(one));
  const isOwed = item.needed.some((one) => owed.includes(one));
  const always = item.needed.includes("always");
  const exemption = facts.exemptions.find((one) => one.item === item.id);
  if (exemption) {
    const { by, reason, expires } = exemption;
    const lets = situation.exempted.find((one) => one.item === item.id)?.lets ?? "nothing";
    const todo = `It allows ${lets}; until ${expires}.`;
    return { state: "exempt", by: `${by}: ${reason}`, todo };
  }
  if (due.length === 0 && !isOwed && !always) return elsewhen(item, record);
  const result = [
    ...resourceStates(item, situation),
    ...(due.length > 0 ? gateStates(item, situation) : []),
    ...(record && due.length > 0
      ? evidenceStates(item, record.canary, freshnessFor(record), situation)
      : []),
    ...(record?.owed && isOwed ? owedStates(item, record.owed, situation) : []),
  ];
  const worst =
    result.find(({ state }) => state === "unmet") ?? result.find(({ state }) => state === "stale");
  if (worst) return { todo: item.remedy, ...worst };
  const later = result.find(({ state }) => state === "not yet needed");
  if (later) return later;
  const unseen = unwatched(whole, scope);
  return met(item, result, unseen === undefined ? [] : [`no monitor detects it (${unseen})`]);
}

/** Met by all that was checked, and by what holds wherever it is. */
function met(item: Item, result: readonly ItemState[], but: readonly string[]): ItemState {
  const standing = item.coveredBy.flatMap((coverage) => {
    if (coverage.by === "policy")
      return [`${describeCoverage(coverage)}, at each preview and update`];
    return coverage.by === "procedure" ? [describeCoverage(coverage)] : [];
  });
  const since = result.flatMap(({ since }) => since ?? []).sort();
  return {
    state: "met",
    by: [...result.map(({ by }) => by), ...standing, ...but].join("; "),
    since: since.at(-1),
  };
}

/** An item that is not required now: it was required before, or will be. */
function elsewhen(item: Item, record: RolloutRecord | undefined): ItemState {
  const passed = item.needed.filter((one) => record && passedAt(one, record));
  const last = passed.at(-1);
  if (last === undefined || !record) {
    const when = item.needed.map(describeNeeded).join(", ");
    return { state: "not yet needed", by: `it is required ${when}` };
  }
  const current = record.evidence.find((one) => one.item === item.id);
  return {
    state: "met",
    by: `it was required ${describeNeeded(last)}, and held`,
    since: current?.at,
  };
}

/** Whether the rollout under way has passed the point at which an item is required. */
function passedAt(needed: Needed, record: RolloutRecord): boolean {
  if (record.percentage === 0) return false;
  if (needed === "promote") return !hasCanary(record);
  const stage = STAGES.find((one) => one === needed);
  return stage === undefined ? needed === "start" : record.percentage >= Number(stage);
}

function resourceStates(item: Item, { resources, record }: Situation): ItemState[] {
  return item.coveredBy.flatMap((coverage): ItemState[] => {
    if (coverage.by !== "resource") return [];
    const stack = coverage.stack ?? "production";
    const held = resources[stack];
    const by = describeCoverage(coverage);
    if (typeof held === "string")
      return [{ state: "unmet", by: `${by}: the state of ${stack} could not be read`, todo: held }];
    const match = held.find((one) => isThe(one, coverage));
    if (match) return [{ state: "met", by, since: match.created }];
    if (!(record && hasCanary(record)) && comesWithCanary(coverage))
      return [{ state: "not yet needed", by: `${by}: declared once a canary is named` }];
    return [{ state: "unmet", by: `${by} is not in the state of ${stack}` }];
  });
}

function isThe(held: Held, { type, name }: ResourceCoverage): boolean {
  return held.type === type && (name === undefined || held.name === name);
}

/** Whether a resource is a monitor that compares two releases, or watches the canary alone. */
function comesWithCanary({ name }: ResourceCoverage): boolean {
  const monitor = MONITORS.find(({ key }) => name === `monitoring-${key}`);
  return monitor?.needsCanary === true;
}

function gateStates(item: Item, situation: Situation): ItemState[] {
  return item.coveredBy.flatMap((coverage) =>
    coverage.by === "gate" ? gateState(coverage, situation) : [],
  );
}

function gateState(coverage: GateCoverage, { record, facts, gate }: Situation): ItemState[] {
  const by = describeCoverage(coverage);
  if ("rule" in coverage && coverage.rule !== "version probe") {
    if (coverage.rule === "stage-skipped")
      return [{ state: "not yet needed", by: "this advance itself does it" }];
    if (coverage.rule !== "soak" || !record) return [];
    const given = typeof gate === "string" ? facts : { ...facts, gate };
    const left = soakLeft(record, given);
    return left > 0
      ? [{ state: "unmet", by: `${by}: ${duration(left)} to go` }]
      : [{ state: "met", by, since: record.enteredAt }];
  }
  if (typeof gate === "string") return [{ state: "unmet", by: `${by}: ${gate}` }];
  const measured = gate.measurements.filter(({ key, name }) =>
    "rule" in coverage
      ? name.startsWith("version")
      : key !== undefined && coverage.monitors.includes(key),
  );
  const against = measured.filter(
    ({ verdict }) => verdict === "closed" || verdict === "inconclusive",
  );
  if (against.length > 0)
    return against.map(({ name, observed }) => ({
      state: "unmet",
      by: `gate: ${name} ${observed}`,
    }));
  // A start does not require what needs traffic; what it leaves out is required at the next increase.
  if (measured.length > 0) return [{ state: "met", by, since: facts.now }];
  return [];
}

function evidenceStates(
  item: Item,
  release: Release,
  fresh: Freshness,
  { facts, ages, unconfigured }: Situation,
): ItemState[] {
  const coverage = item.coveredBy.find((one) => one.by === "evidence");
  if (!coverage) return [];
  const by = describeCoverage(coverage);
  const broken = (facts.evidence.faults ?? []).filter((one) => one.release === release.deployment);
  if (broken.length > 0)
    return broken.map(({ message }) => ({
      state: "unmet",
      by: message,
      todo: "Mend the file, or remove it and verify its items again: ./canary verify",
    }));
  const required: RequiredItem = {
    item: item.id,
    within: ages[item.id] ?? item.within,
    how: coverage.how,
  };
  const weighed = weighEvidence(required, release, fresh, facts);
  if (weighed.fault === undefined)
    return [{ state: "met", by: `${by} for ${release.version}`, since: weighed.counts.at }];
  return [
    {
      state: weighed.stale ? "stale" : "unmet",
      by: `${by} for ${release.version}: ${weighed.fault}`,
      todo: unconfigured.includes(item.id)
        ? `${item.remedy} Name the command that verifies it: verify.${item.id}.`
        : `${item.remedy} ${showing(item)}`,
    },
  ];
}

/** The close-out may be verified at any time after the end; after a roll back it can be late. */
function owedStates(
  item: Item,
  owed: NonNullable<RolloutRecord["owed"]>,
  situation: Situation,
): ItemState[] {
  const { release, at, ended } = owed;
  return evidenceStates(item, release, { after: at }, situation).map((result) => {
    if (ended === "finish" || item.within === undefined) return result;
    const due = secondsAfter(at, item.within);
    const when = result.state === "met" ? (result.since ?? at) : situation.facts.now;
    return secondsBetween(due, when) > 0
      ? { ...result, by: `${result.by}, late: due by ${due}` }
      : result;
  });
}
