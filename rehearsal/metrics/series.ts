/** Tags of a point, `key: value`. */
export type Tags = Readonly<Record<string, string>>;

/** How long a bucket is, in milliseconds. */
const BUCKET = 200;

interface Line {
  readonly tags: Tags;
  /** Values by the number of their bucket. A count has one in each, a sum. */
  readonly buckets: Map<number, number[]>;
}

/** What was found of a metric for one set of tags. */
export interface SeriesPoints {
  readonly tags: Tags;
  readonly values: readonly number[];
}

/** Metrics in memory: counts, distributions and gauges, by their tags, for as long as windows need. */
export class Series {
  readonly #keep: number;
  readonly #lines = new Map<string, Map<string, Line>>();

  /** @param keep milliseconds that values are kept */
  public constructor(keep: number) {
    this.#keep = keep;
  }

  /** Add to a count. */
  public count(metric: string, tags: Tags, at: number, by = 1): void {
    const bucket = this.#bucket(metric, tags, at);
    bucket[0] = (bucket[0] ?? 0) + by;
  }

  /** Add a value to a distribution, or a gauge's value. */
  public value(metric: string, tags: Tags, at: number, value: number): void {
    this.#bucket(metric, tags, at).push(value);
  }

  /** The values from one time to another, of each set of tags that has those of the scope. */
  public find(metric: string, scope: Tags, from: number, to: number): SeriesPoints[] {
    const [first, last] = [Math.floor(from / BUCKET), Math.floor(to / BUCKET)];
    return [...(this.#lines.get(metric)?.values() ?? [])]
      .filter(({ tags }) => Object.entries(scope).every(([key, value]) => tags[key] === value))
      .flatMap(({ tags, buckets }) => {
        const values: number[] = [];
        for (let number = first; number < last; number++)
          values.push(...(buckets.get(number) ?? []));
        return values.length === 0 ? [] : [{ tags, values }];
      });
  }

  /** Forget what no window reaches any more. */
  public prune(now: number): void {
    const oldest = Math.floor((now - this.#keep) / BUCKET);
    for (const lines of this.#lines.values()) {
      for (const { buckets } of lines.values()) {
        for (const number of buckets.keys()) if (number < oldest) buckets.delete(number);
      }
    }
  }

  #bucket(metric: string, tags: Tags, at: number): number[] {
    const lines = this.#lines.get(metric) ?? new Map<string, Line>();
    this.#lines.set(metric, lines);
    const key = JSON.stringify(tags);
    const line = lines.get(key) ?? { tags, buckets: new Map<number, number[]>() };
    lines.set(key, line);
    const number = Math.floor(at / BUCKET);
    const bucket = line.buckets.get(number) ?? [];
    line.buckets.set(number, bucket);
    return bucket;
  }
}
