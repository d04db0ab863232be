import type { Measurement } from "../../rollout/gate.ts";
import { duration } from "../../rollout/time.ts";
import type { ExpectedMonitor } from "../expected.ts";
import { groupsOf, mutedUntil, type Group, type Monitor } from "./monitors.ts";
import { readQuery, type MonitorQuery } from "./query.ts";
import type { Value } from "./values.ts";
import { beyond, count, moment, quantity } from "./words.ts";

/** A monitor as it was found, and what is known beside its own answer. */
export interface FoundMonitor {
  readonly expected: ExpectedMonitor;
  readonly monitor: Monitor;
  /** What it measures now, where that is known. */
  readonly value?: Value | undefined;
}

/** The moment and the release that monitors are judged for. */
export interface Subject {
  /** The tag of the release being rolled out. */
  readonly tag: string;
  /** The metric that counts requests. */
  readonly requests: string | undefined;
  /** Unix seconds. */
  readonly now: number;
  /** The page of a monitor. */
  readonly page: (id: number, group?: string) => string;
}

/** What a monitor says. */
export interface JudgedMonitor {
  readonly measurement: Measurement;
  /** Whether it has no data. */
  readonly silent: boolean;
  /** What was seen but for the value: the limit, the window … */
  readonly details: readonly string[];
  /** When the last of its groups that were asked recovered, Unix seconds; 0 where none ever did. */
  readonly recovered: number;
}

/** Judge one monitor: its worst group counts. */
export function judgeMonitor(found: FoundMonitor, subject: Subject): JudgedMonitor {
  const { expected, monitor } = found;
  const tag = expected.scope === "canary" ? subject.tag : undefined;
  const groups = groupsOf(monitor, tag);
  const worst = groups.toSorted((a, b) => rank(a) - rank(b))[0];
  const muted = mutedUntil(monitor, subject.now);
  const verdict = muted === undefined && worst ? verdictOf(worst) : "inconclusive";
  const head =
    muted === undefined ? undefined : `muted${until(muted)}: a muted monitor says nothing`;
  const details = detailsOf(found, verdict, worst, subject);
  return {
    silent: muted === undefined && (worst === undefined || worst.status === "No Data"),
    details,
    measurement: {
      key: expected.key,
      name: expected.title,
      verdict,
      seen: [head ?? headOf(found, worst, tag), ...details].join(", "),
      link: subject.page(monitor.id, worst && worst.name !== "*" ? worst.name : undefined),
    },
    recovered: Math.max(0, ...groups.map(({ lastResolvedTs }) => lastResolvedTs ?? 0)),
  };
}

const VERDICTS: Readonly<Record<string, Measurement["verdict"]>> = {
  Alert: "closed",
  Warn: "warning",
  OK: "open",
};

/** A group in no state that is known to be good or bad (`No Data`, `Unknown`, …) says nothing. */
function verdictOf({ status }: Group): Measurement["verdict"] {
  return VERDICTS[status] ?? "inconclusive";
}

function rank(group: Group): number {
  return ["closed", "inconclusive", "warning", "open"].indexOf(verdictOf(group));
}

/** The value where there is one, else the state. */
function headOf({ expected, value }: FoundMonitor, worst: Group | undefined, tag?: string): string {
  if (!worst) return `no data${tag === undefined ? "" : ` for ${tag}`}`;
  const verdict = verdictOf(worst);
  if (verdict === "inconclusive") {
    const group = worst.name === "*" ? "" : ` for ${worst.name}`;
    return `${worst.status.toLowerCase()}${group}`;
  }
  const triggering =
    verdict === "open" ? undefined : worst.additionalProperties?.triggering_value.value;
  const known = value?.value ?? triggering;
  return known === undefined ? STATES[verdict] : quantity(known, expected.unit);
}

const STATES = { open: "OK", warning: "warning", closed: "alert" };

function detailsOf(
  { expected, monitor, value }: FoundMonitor,
  verdict: Measurement["verdict"],
  worst: Group | undefined,
  { requests }: Subject,
): string[] {
  const query = readQuery(monitor.query);
  const details = [...limitOf(expected, monitor, query, verdict)];
  if (query.window !== undefined) details.push(`last ${duration(query.window)}`);
  if (value?.sample !== undefined) {
    const sample = count(value.sample.count);
    details.push(value.sample.metric === requests ? `${sample} requests` : `out of ${sample}`);
  }
  const since = worst?.lastTriggeredTs;
  if (since && (verdict === "closed" || verdict === "warning"))
    details.push(`${verdict === "closed" ? "in alert" : "warning"} since ${moment(since)}`);
  return details;
}

/** The threshold that was passed or, where none was, the one that must not be. */
function limitOf(
  { unit }: ExpectedMonitor,
  { options }: Monitor,
  { comparator }: MonitorQuery,
  verdict: Measurement["verdict"],
): string[] {
  const name = verdict === "warning" ? "warning" : "critical";
  const threshold = options?.thresholds?.[name];
  if (threshold == null || comparator === undefined) return [];
  return [`${name} ${beyond(comparator, quantity(threshold, unit))}`];
}

function until(seconds: number): string {
  return Number.isFinite(seconds) ? ` until ${moment(seconds)}` : "";
}
