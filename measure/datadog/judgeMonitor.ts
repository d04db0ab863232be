import type { Measurement } from "../../rollout/gate.ts";
import { duration } from "../../rollout/time.ts";
import type { ExpectedMonitor } from "../expected.ts";
import { editsOf } from "./edited.ts";
import { groupsOf, mutedUntil, type Group, type Monitor } from "./monitors.ts";
import { readQuery, type Comparator, type MonitorQuery } from "./query.ts";
import type { Reading, Value } from "./values.ts";
import { between, beyond, count, timestamp, quantity } from "./text.ts";

/** A monitor as it was found, and what is known beside its own answer. */
export interface MonitorReading {
  readonly expected: ExpectedMonitor;
  readonly monitor: Monitor;
  /** What it measures now; absent where its query cannot be sent. */
  readonly reading?: Reading | undefined;
  /** The status of its synthetic test, `live`, `paused` or why it is not known; absent where it has none. */
  readonly test?: string | undefined;
}

/** The time and the release that monitors are judged for. */
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
  /** What was found but for the value: the limit, the window … */
  readonly details: readonly string[];
  /** What it measures, with its unit: `6.2 %`; absent where there is no number. */
  readonly value?: string | undefined;
  /** When it alerts: `above 5 %`; absent where it is no matter of a number. */
  readonly alerts?: string | undefined;
  /** When the last of its groups that count recovered, Unix seconds; 0 where none ever did. */
  readonly recovered: number;
}

/** Judge one monitor: by its worst group, and by its own number where Datadog's state is no worse. */
export function judgeMonitor(result: MonitorReading, subject: Subject): JudgedMonitor {
  const { expected, monitor } = result;
  const tag = expected.scope === "canary" ? subject.tag : undefined;
  const groups = groupsOf(monitor, tag);
  const worst = groups.toSorted((a, b) => rank(a) - rank(b))[0];
  const { verdict, head, tail = [], silent = false } = wordOf(result, worst, subject, tag);
  const details = [...detailsOf(result, verdict, worst, subject), ...tail];
  const { comparator } = readQuery(monitor.query);
  const critical = monitor.options?.thresholds?.critical;
  return {
    silent,
    details,
    value: worst && valueIn(result, worst),
    alerts:
      critical == null || comparator === undefined
        ? undefined
        : beyond(comparator, quantity(critical, expected.unit)),
    measurement: {
      key: expected.key,
      name: expected.title,
      verdict,
      observed: [head, ...details].join(", "),
      link: subject.page(monitor.id, worst && worst.name !== "*" ? worst.name : undefined),
    },
    recovered: Math.max(0, ...groups.map(({ lastResolvedTs }) => lastResolvedTs ?? 0)),
  };
}

interface Word {
  readonly verdict: Measurement["verdict"];
  readonly head: string;
  /** What is said after the limit. */
  readonly tail?: readonly string[];
  readonly silent?: boolean;
}

function wordOf(
  result: MonitorReading,
  worst: Group | undefined,
  { now }: Subject,
  tag: string | undefined,
): Word {
  const { expected, monitor, reading, test } = result;
  const muted = mutedUntil(monitor, now);
  if (muted !== undefined) return unsaid(`muted${until(muted)}: a muted monitor says nothing`);
  const verdict = worst ? verdictOf(worst) : "inconclusive";
  // An alert is one whatever was edited.
  if (worst && verdict === "closed") return { verdict, head: valueOr(result, worst, "alert") };
  if (monitor.draftStatus === "draft") return unsaid("a draft: publish it at Datadog");
  if (test !== undefined && test !== "live")
    return unsaid(`its test is ${test}, and only a live one checks anything`);
  const edits = editsOf(expected, monitor);
  if (edits.length > 0) {
    return unsaid(
      `edited at Datadog: ${edits.join(", ")}; pulumi up --refresh at the recorded percentage restores it`,
    );
  }
  if (!worst)
    return { ...unsaid(`no data${tag === undefined ? "" : ` for ${tag}`}`), silent: true };
  if (verdict === "inconclusive") {
    const group = worst.name === "*" ? "" : ` for ${worst.name}`;
    const silent = worst.status === "No Data";
    return { ...unsaid(`${worst.status.toLowerCase()}${group}`), silent };
  }
  return byNumber(result, worst, verdict, reading);
}

/** What the number makes of a state that is not an alert: states come late, or no more. */
function byNumber(
  result: MonitorReading,
  worst: Group,
  verdict: Measurement["verdict"],
  reading: Reading | undefined,
): Word {
  const state = worst.status;
  if (reading && !reading.ok)
    return unsaid(`${state} at Datadog, and its value cannot be had: ${reading.failed}`);
  if (reading && !reading.value)
    return { ...unsaid(`${state} at Datadog, and no data to go by`), silent: true };
  const past = reading?.value && passed(result.monitor, reading.value);
  const head = valueOr(result, worst, verdict === "open" ? "OK" : "warning");
  if (past === "critical")
    return {
      ...unsaid(head),
      tail: [`and Datadog's state is ${state}: it lags, or is not evaluated`],
    };
  return { verdict: past === "warning" ? "warning" : verdict, head };
}

function unsaid(head: string): Word {
  return { verdict: "inconclusive", head };
}

/** Which threshold a value has passed for certain. */
function passed(
  { options, query }: Monitor,
  { least, most }: Value,
): "critical" | "warning" | undefined {
  const { comparator } = readQuery(query);
  if (comparator === undefined) return undefined;
  const { critical, warning } = options?.thresholds ?? {};
  const beyondIt = (limit: number | null | undefined) =>
    limit != null && holds(least, comparator, limit) && holds(most, comparator, limit);
  return beyondIt(critical) ? "critical" : beyondIt(warning) ? "warning" : undefined;
}

function holds(value: number, comparator: Comparator, limit: number): boolean {
  switch (comparator) {
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case "==":
      return value === limit;
    case "!=":
      return value !== limit;
  }
}

const VERDICTS: Readonly<Record<string, Measurement["verdict"]>> = {
  Alert: "closed",
  Warn: "warning",
  OK: "open",
};

/** A group whose state is neither good nor bad (`No Data`, `Unknown`, …) says nothing. */
function verdictOf({ status }: Group): Measurement["verdict"] {
  return VERDICTS[status] ?? "inconclusive";
}

function rank(group: Group): number {
  return ["closed", "inconclusive", "warning", "open"].indexOf(verdictOf(group));
}

/** The value where there is one, else what triggered, else the state as one word. */
function valueOr(result: MonitorReading, worst: Group, state: string): string {
  return valueIn(result, worst) ?? state;
}

function valueIn({ expected, monitor, reading }: MonitorReading, worst: Group): string | undefined {
  const value = reading?.ok ? reading.value : undefined;
  const { critical, warning } = monitor.options?.thresholds ?? {};
  if (value) return between(value, expected.unit, [critical, warning]);
  const triggering = verdictOf(worst) === "open" ? undefined : worst.triggering;
  return triggering === undefined ? undefined : quantity(triggering, expected.unit);
}

function detailsOf(
  { expected, monitor, reading }: MonitorReading,
  verdict: Measurement["verdict"],
  worst: Group | undefined,
  { requests }: Subject,
): string[] {
  const query = readQuery(monitor.query);
  const details = [...limitOf(expected, monitor, query, verdict)];
  if (query.window !== undefined) details.push(`last ${duration(query.window)}`);
  const sample = reading?.ok ? reading.value?.sample : undefined;
  if (sample !== undefined) {
    const counted = count(sample.count);
    details.push(sample.metric === requests ? `${counted} requests` : `out of ${counted}`);
  }
  const state = worst && verdictOf(worst);
  const since = worst?.lastTriggeredTs;
  if (since && (state === "closed" || state === "warning") && state === verdict)
    details.push(`${verdict === "closed" ? "in alert" : "warning"} since ${timestamp(since)}`);
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
  return Number.isFinite(seconds) ? ` until ${timestamp(seconds)}` : "";
}
