import type { Answer } from "../limit.ts";
import { isByVersion, type Monitor } from "./monitors.ts";
import { metricOf, readQuery, type Plain, type Ratio } from "./query.ts";
import type { Series } from "./series.ts";

/** What a monitor measures now. A monitor's own answer has its state, not its value. */
export interface Value {
  /** The value is between these two; they are the same but for a percentile. */
  readonly least: number;
  readonly most: number;
  /** Out of how many it is a part, and the metric that counts those, where it is a ratio of counts. */
  readonly sample?: { readonly count: number; readonly metric: string | undefined } | undefined;
}

/** What a monitor's value came to: `undefined` where there were no points. */
export type Reading = Answer<Value | undefined>;

/** A monitor, and the tag of the release that is searched for in it, if it is one release's. */
export interface Sought {
  readonly monitor: Monitor;
  readonly tag?: string | undefined;
}

/** Sends a list of queries, separated by commas, for a span of time (Unix seconds). */
export type Ask = (query: string, from: number, to: number) => Promise<Answer<readonly Series[]>>;

/** Read the values of monitors, by their ids: of those whose queries can be sent. */
export async function readValues(
  ask: Ask,
  sought: readonly Sought[],
  now: number,
): Promise<ReadonlyMap<number, Reading>> {
  const askable = sought.flatMap((one): QuerySpec[] => {
    const { window, value } = readQuery(one.monitor.query);
    if (window === undefined || value === undefined) return [];
    const delay = one.monitor.options?.evaluationDelay ?? 0;
    // Metrics that come later than the window is long are not there yet: the monitor reads as far back.
    return [{ ...one, how: value, from: now - window - (delay > window ? delay : 0), window }];
  });
  const spans = Map.groupBy(askable, ({ from, window }) => `${from} ${window}`);
  const read = await Promise.all(
    [...spans.values()].map(async (required) => {
      const { from = now, window = 0 } = required[0] ?? {};
      const query = required.flatMap(({ how }) => how.series).join(",");
      const series = await ask(query, from, from + window);
      return readingsOf(required, series);
    }),
  );
  return new Map(read.flat());
}

interface QuerySpec extends Sought {
  readonly how: Plain | Ratio;
  readonly from: number;
  readonly window: number;
}

function readingsOf(
  required: readonly QuerySpec[],
  series: Answer<readonly Series[]>,
): [number, Reading][] {
  let index = 0;
  return required.map(({ monitor, tag, how, from }) => {
    if (!series.ok) return [monitor.id, series];
    const own = isByVersion(monitor) ? tag : undefined;
    const lines = how.series.map((_, offset) =>
      series.value.filter(
        ({ query, tags }) => query === index + offset && (own === undefined || tags.includes(own)),
      ),
    );
    index += how.series.length;
    if (lines.some(({ length }) => length > 1))
      return [monitor.id, { ok: false, failed: "its query has more than one series" }];
    const points = lines.map(([line]) =>
      (line?.points ?? []).filter(({ to }) => to > from).map(({ value }) => value),
    );
    return [monitor.id, { ok: true, value: valueOf(how, points) }];
  });
}

function valueOf(how: Plain | Ratio, [first = [], second = []]: readonly number[][]) {
  if ("aggregate" in how) return aggregate(first, how.aggregate);
  const count = sum(second);
  if (count === 0) return undefined;
  // A count that nothing was added to has no series.
  const value = (sum(first) / count) * how.factor;
  return { least: value, most: value, sample: { count, metric: metricOf(how.series[1]) } };
}

/** All points as one value; undefined where there is none. */
function aggregate(points: readonly number[], how: Plain["aggregate"]): Value | undefined {
  if (points.length === 0) return undefined;
  const [least, most] = [Math.min(...points), Math.max(...points)];
  const exactly = (value: number) => ({ least: value, most: value });
  switch (how) {
    case "sum":
      return exactly(sum(points));
    case "avg":
      return exactly(sum(points) / points.length);
    case "min":
      return exactly(least);
    case "max":
      return exactly(most);
    case "percentile":
      return { least, most };
  }
}

function sum(points: readonly number[]): number {
  return points.reduce((total, point) => total + point, 0);
}
