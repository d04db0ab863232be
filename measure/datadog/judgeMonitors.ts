import type { ExpectedMonitor } from "../expected.ts";
import { inconclusive } from "../verdict.ts";
import { judgeMonitor, type JudgedMonitor, type Subject } from "./judgeMonitor.ts";
import type { Monitor } from "./monitors.ts";
import { monitorTag } from "./tags.ts";
import type { Value } from "./values.ts";

/** Judge the monitors that are asked, each by its tag. One that Datadog does not have is a line too. */
export function judgeMonitors(
  expected: readonly ExpectedMonitor[],
  monitors: readonly Monitor[],
  values: ReadonlyMap<number, Value>,
  subject: Subject,
): readonly JudgedMonitor[] {
  const judged = expected.map((one) => {
    const found = monitorsOf(one, monitors).map((monitor) =>
      judgeMonitor({ expected: one, monitor, value: values.get(monitor.id) }, subject),
    );
    return { one, found: found.length === 0 ? [missing(one)] : found };
  });
  return judged.flatMap(({ one, found }) => {
    const witness = judged.find((other) => other.one.key === one.witness);
    const testifies = witness?.found.every(({ measurement }) => hasData(measurement.verdict));
    return found.map((each) =>
      each.silent && witness && testifies ? nothingSeen(each, witness.one) : each,
    );
  });
}

/** The monitors that carry an expected one's tag; more than one where somebody copied it: all count. */
export function monitorsOf({ key }: ExpectedMonitor, monitors: readonly Monitor[]): Monitor[] {
  return monitors.filter(({ tags }) => tags.includes(monitorTag(key)));
}

function missing({ key, title }: ExpectedMonitor): JudgedMonitor {
  const seen = `Datadog has no monitor of this stack tagged ${monitorTag(key)}`;
  return {
    measurement: { key, ...inconclusive(title, seen) },
    silent: false,
    details: [],
    recovered: 0,
  };
}

function hasData(verdict: JudgedMonitor["measurement"]["verdict"]): boolean {
  return verdict !== "inconclusive";
}

function nothingSeen(judged: JudgedMonitor, witness: ExpectedMonitor): JudgedMonitor {
  const seen = [`none seen, and "${witness.title}" has data`, ...judged.details].join(", ");
  return { ...judged, measurement: { ...judged.measurement, verdict: "open", seen } };
}
