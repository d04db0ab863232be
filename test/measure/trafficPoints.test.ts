import assert from "node:assert/strict";
import type { Series } from "../../measure/datadog/series.ts";
import { queryOf, trafficPoints, trafficQueries } from "../../measure/datadog/trafficPoints.ts";
import type { ExpectedMonitor } from "../../measure/expected.ts";

const FAILED = "sum:trace.http.errors{env:production} by {version}.as_count()";
const ALL = "sum:trace.http.hits{env:production} by {version}.as_count()";
const TIMES = "p95:trace.http{env:production} by {version}";

function monitor(key: string, unit: string, query: string): ExpectedMonitor {
  const declared = { query, thresholds: {}, onMissingData: "default", requireFullWindow: false };
  return { key, title: key, scope: "canary", comparesWithStable: false, unit, declared };
}

const errors = monitor("error-rate", "%", `sum(last_5m):${FAILED} / ${ALL} * 100 > 5`);
const latency = monitor("latency", "s", `percentile(last_5m):${TIMES} > 0.5`);
const queries = trafficQueries([errors, latency]);

/** A series of one of the three queries: the values of minutes from 0 s on. */
function series(query: number, version: string, ...values: readonly number[]): Series {
  const points = values.map((value, index) => ({ from: index * 60, to: index * 60 + 60, value }));
  return { query, tags: [`version:${version}`], points };
}

describe("both releases' traffic as Datadog has it", () => {
  const tags = { stable: "version:1.4.0", canary: "version:1.5.0" };
  const points = (...all: readonly Series[]) => {
    assert.ok(queries);
    return trafficPoints(all, queries, tags, 120);
  };

  it("is queried as the monitors of errors and response times query it, all at once", () => {
    assert.ok(queries);
    assert.equal(queryOf(queries), `${FAILED},${ALL},${TIMES}`);
  });

  it("is not known where no monitor measures it", () => {
    assert.equal(trafficQueries([errors]), undefined);
    assert.equal(trafficQueries([monitor("error-rate", "%", "no_query"), latency]), undefined);
  });

  it("has requests a second, errors in percent and milliseconds, a release each", () => {
    const result = points(
      series(0, "1.5.0", 3),
      series(1, "1.4.0", 600),
      series(1, "1.5.0", 60),
      series(2, "1.5.0", 0.25),
    );
    assert.deepEqual(result, [
      {
        at: 60,
        stable: { requests: 10, errors: 0, p95: null },
        canary: { requests: 1, errors: 5, p95: 250 },
      },
    ]);
  });

  it("has no number where Datadog has none", () => {
    assert.deepEqual(points(series(1, "1.4.0", 60, 0)), [
      {
        at: 60,
        stable: { requests: 1, errors: 0, p95: null },
        canary: { requests: null, errors: null, p95: null },
      },
      {
        at: 120,
        stable: { requests: 0, errors: null, p95: null },
        canary: { requests: null, errors: null, p95: null },
      },
    ]);
    assert.deepEqual(points(), []);
  });

  it("leaves out a minute that is not over", () => {
    assert.deepEqual(
      points(series(1, "1.4.0", 60, 60, 1)).map(({ at }) => at),
      [60, 120],
    );
  });

  it("counts milliseconds of logs as they are", () => {
    const logs = trafficQueries([errors, { ...latency, unit: "ms" }]);
    assert.equal(logs?.milliseconds, 1);
  });
});
