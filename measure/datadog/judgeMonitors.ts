import type { ExpectedMonitor } from "../expected.ts";
import type { Answer } from "../limit.ts";
import { inconclusive } from "../verdict.ts";
import { exempted } from "./exempted.ts";
import { judgeMonitor, type JudgedMonitor, type Subject } from "./judgeMonitor.ts";
import type { Monitor } from "./monitors.ts";
import { monitorTag, stackTag } from "./tags.ts";
import type { Reading } from "./values.ts";

/** What is known beside the monitors' own answers, by their ids. */
export interface MonitorContext {
  readonly readings: ReadonlyMap<number, Reading>;
  /** The status of each synthetic test, `live` or `paused`; absent where none was requested. */
  readonly tests?: Answer<ReadonlyMap<number, string>> | undefined;
}

/** Judge the expected monitors, each by its tag. One that Datadog does not have is a line too. */
export function judgeMonitors(
  expected: readonly ExpectedMonitor[],
  monitors: readonly Monitor[],
  { readings, tests }: MonitorContext,
  subject: Subject,
): readonly JudgedMonitor[] {
  const judged = expected.map((one) => {
    const match = monitorsOf(one, monitors).map((monitor) =>
      judgeMonitor(
        {
          expected: one,
          monitor,
          reading: readings.get(monitor.id),
          test: isCheck(monitor) ? statusIn(tests, monitor) : undefined,
        },
        subject,
      ),
    );
    return { one, result: match.length === 0 ? [missing(one)] : match };
  });
  return judged.flatMap(({ one, result }) => {
    const witness = judged.find((other) => other.one.key === one.witness);
    const testifies = witness?.result.every(({ measurement }) => hasData(measurement.verdict));
    return result
      .map((each) =>
        each.silent && witness && testifies ? nothingObserved(each, witness.one) : each,
      )
      .map((each) => exempted(each, one));
  });
}

function statusIn(tests: MonitorContext["tests"], { id }: Monitor): string {
  if (tests && !tests.ok) return `not known (${tests.failed})`;
  return tests?.value.get(id) ?? "not among the account's tests";
}

/** A stack's monitors among those that Datadog answered: another stack's or a deleted one is not taken. */
export function monitorsIn(stack: string, monitors: readonly Monitor[]): Monitor[] {
  return monitors.filter(({ tags, deleted }) => tags.includes(stackTag(stack)) && deleted == null);
}

/** Whether Datadog made a monitor of a synthetic test. */
export function isCheck({ type }: Monitor): boolean {
  return type === "synthetics alert";
}

/** The monitors that have an expected one's tag; more than one where somebody copied it: all count. */
export function monitorsOf({ key }: ExpectedMonitor, monitors: readonly Monitor[]): Monitor[] {
  return monitors.filter(({ tags }) => tags.includes(monitorTag(key)));
}

function missing({ key, title }: ExpectedMonitor): JudgedMonitor {
  const observed = `Datadog has no monitor of this stack tagged ${monitorTag(key)}`;
  return {
    measurement: { key, ...inconclusive(title, observed) },
    silent: false,
    details: [],
    recovered: 0,
  };
}

function hasData(verdict: JudgedMonitor["measurement"]["verdict"]): boolean {
  return verdict !== "inconclusive";
}

function nothingObserved(judged: JudgedMonitor, witness: ExpectedMonitor): JudgedMonitor {
  const observed = [`none observed, and "${witness.title}" has data`, ...judged.details].join(", ");
  return { ...judged, measurement: { ...judged.measurement, verdict: "open", observed } };
}
