import type { Datadog } from "./client.ts";
import { isByVersion, type Monitor } from "./monitors.ts";
import { metricOf, readQuery, type Plain, type Ratio } from "./query.ts";
import { aggregate, readSeries, type Series } from "./series.ts";

/** What a monitor measures now. A monitor's own answer has its state, not its value. */
export interface Value {
  readonly value: number;
  /** Out of how many it is a part, and the metric that counts those, where it is a ratio of counts. */
  readonly sample?: { readonly count: number; readonly metric: string | undefined } | undefined;
}

/** A monitor, and the tag of the release that is looked for in it, if it is one release's. */
export interface Sought {
  readonly monitor: Monitor;
  readonly tag?: string | undefined;
}

/** The values of monitors, by their ids: those whose queries can be asked for and gave one series. */
export async function measureValues(
  datadog: Datadog,
  sought: readonly Sought[],
  now: number,
): Promise<ReadonlyMap<number, Value>> {
  const byWindow = new Map<number, Asked[]>();
  for (const one of sought) {
    const { window, value } = readQuery(one.monitor.query);
    if (window === undefined || value === undefined) continue;
    byWindow.set(window, [...(byWindow.get(window) ?? []), { ...one, how: value }]);
  }
  const measured = await Promise.all(
    [...byWindow].map(async ([window, asked]) => {
      const query = asked.flatMap(({ how }) => how.series).join(",");
      return valuesOf(asked, readSeries(await datadog.query(query, now - window, now)));
    }),
  );
  return new Map(measured.flat());
}

interface Asked extends Sought {
  readonly how: Plain | Ratio;
}

function valuesOf(asked: readonly Asked[], series: readonly Series[]): [number, Value][] {
  let index = 0;
  return asked.flatMap(({ monitor, tag, how }) => {
    const totals = how.series.map((_, offset) =>
      totalOf(
        series.filter(({ query }) => query === index + offset),
        isByVersion(monitor) ? tag : undefined,
        "aggregate" in how ? how.aggregate : "sum",
      ),
    );
    index += how.series.length;
    const value = valueOf(how, totals);
    return value ? [[monitor.id, value]] : [];
  });
}

function valueOf(how: Plain | Ratio, totals: readonly (number | undefined)[]): Value | undefined {
  const [first, second] = totals;
  if ("aggregate" in how) return first === undefined ? undefined : { value: first };
  if (!second) return undefined;
  // A count that nothing was added to has no series.
  const value = ((first ?? 0) / second) * how.factor;
  return { value, sample: { count: second, metric: metricOf(how.series[1]) } };
}

function totalOf(
  series: readonly Series[],
  tag: string | undefined,
  how: Plain["aggregate"],
): number | undefined {
  const [one, another] = series.filter(({ tags }) => tag === undefined || tags.includes(tag));
  return one === undefined || another !== undefined ? undefined : aggregate(one.points, how);
}
