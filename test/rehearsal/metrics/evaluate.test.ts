import assert from "node:assert/strict";
import { evaluate, percentile } from "../../../rehearsal/metrics/evaluate.ts";
import { parseQuery } from "../../../rehearsal/metrics/query.ts";
import { Series } from "../../../rehearsal/metrics/series.ts";

const A = { env: "production", version: "1.4.0" };
const B = { env: "production", version: "1.5.0" };

describe("what a query measures", () => {
  let series: Series;
  beforeEach(() => {
    series = new Series(60_000);
  });

  /** Over ten seconds from 0. */
  const of = (query: string) =>
    Object.fromEntries(evaluate(parseQuery(`${query} > 1`), series, { from: 0, to: 10_000 }));

  it("is a ratio of sums over the whole window, of each group apart", () => {
    for (let second = 0; second < 10; second++) {
      series.count("hits", A, second * 1000, 100);
      series.count("hits", B, second * 1000, 10);
    }
    series.count("errors", A, 0, 5);
    series.count("errors", B, 9000, 2);
    const ratio =
      "sum(last_5m):sum:errors{env:production} by {version}.as_count() / sum:hits{env:production} by {version}.as_count() * 100";
    // 5 of 1,000 and 2 of 100.
    assert.deepEqual(of(ratio), { "version:1.4.0": 0.5, "version:1.5.0": 2 });
  });

  it("counts a part that was not reported as none, and has nothing where the whole is missing", () => {
    series.count("hits", A, 0, 100);
    const ratio = "sum(last_5m):sum:errors{*}.as_count() / sum:hits{*}.as_count() * 100";
    assert.deepEqual(of(ratio), { "*": 0 });
    const other = "sum(last_5m):sum:hits{*}.as_count() / sum:nothing{*}.as_count()";
    assert.deepEqual(of(other), {});
    assert.deepEqual(of("sum(last_5m):sum:nothing{*}.as_count()"), {});
  });

  it("is of the tags that it names", () => {
    series.count("hits", A, 0, 1);
    series.count("hits", B, 0, 10);
    series.count("hits", { ...B, env: "staging" }, 0, 100);
    assert.deepEqual(of("sum(last_5m):sum:hits{env:production}.as_count()"), { "*": 11 });
    assert.deepEqual(of("sum(last_5m):sum:hits{*}.as_count()"), { "*": 111 });
    assert.deepEqual(of("sum(last_5m):sum:hits{env:staging,version:1.5.0}.as_count()"), {
      "*": 100,
    });
  });

  it("is of the window alone: its start counts, its end does not", () => {
    series.count("hits", A, -200, 1);
    series.count("hits", A, 0, 10);
    series.count("hits", A, 9999, 100);
    series.count("hits", A, 10_000, 1000);
    assert.deepEqual(of("sum(last_5m):sum:hits{*}.as_count()"), { "*": 110 });
  });

  it("is the percentile of all values in the window", () => {
    for (let value = 1; value <= 100; value++) series.value("time", A, value * 90, value / 1000);
    assert.deepEqual(of("percentile(last_5m):p95:time{*} by {version}"), {
      "version:1.4.0": 0.095,
    });
  });

  it("is the average of a ratio's points, those that have both sides", () => {
    // Five points of two seconds: 2, 4 and nothing where a side is missing.
    series.value("time", A, 0, 1);
    series.value("time", B, 0, 2);
    series.value("time", A, 2000, 1);
    series.value("time", B, 2000, 4);
    series.value("time", B, 4000, 9);
    const ratio = "avg(last_5m):p95:time{version:1.5.0} / p95:time{version:1.4.0}";
    assert.deepEqual(of(ratio), { "*": 3 });
  });

  it("is the average or the maximum of a gauge", () => {
    for (const [at, value] of [
      [0, 10],
      [2000, 20],
      [4000, 60],
    ] as const) {
      series.value("cpu", A, at, value);
    }
    assert.deepEqual(of("avg(last_5m):avg:cpu{*}"), { "*": 30 });
    assert.deepEqual(of("avg(last_5m):max:cpu{*} / 200 * 100"), { "*": 15 });
    assert.deepEqual(of("max(last_5m):max:cpu{*}"), { "*": 60 });
    assert.deepEqual(of("max(last_5m):min:cpu{*}"), { "*": 60 });
  });

  it("adds up the series of a gauge, each as it was on average", () => {
    for (const at of [0, 100]) {
      series.value("connections", { state: "active" }, at, 10 + at / 10);
      series.value("connections", { state: "idle" }, at, 5);
    }
    assert.deepEqual(of("avg(last_5m):sum:connections{*}"), { "*": 20 });
  });

  it("forgets what no window reaches", () => {
    series.count("hits", A, 0, 1);
    series.prune(70_000);
    assert.deepEqual(of("sum(last_5m):sum:hits{*}.as_count()"), {});
  });
});

describe("a percentile", () => {
  it("is the least value that so many do not exceed", () => {
    assert.equal(percentile([5, 1, 3], 0.95), 5);
    assert.equal(percentile([1, 2, 3, 4], 0.5), 2);
    assert.equal(percentile([7], 0), 7);
  });
});
