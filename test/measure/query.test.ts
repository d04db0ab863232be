import assert from "node:assert/strict";
import { readQuery } from "../../measure/datadog/query.ts";

describe("a monitor's query", () => {
  const HITS = "sum:trace.next.request.hits{env:production} by {version}.as_count()";
  const ERRORS = "sum:trace.next.request.errors{env:production} by {version}.as_count()";

  it("tells its window, its comparison and its groups", () => {
    const { window, comparator, by } = readQuery(`sum(last_5m):${HITS} < 1`);
    assert.deepEqual({ window, comparator, by }, { window: 300, comparator: "<", by: ["version"] });
    assert.equal(readQuery("avg(last_2h):avg:a{*} >= -1.5").window, 7200);
    assert.equal(readQuery("avg(last_1d):avg:a{*} >= -1.5").comparator, ">=");
    const errors =
      'error-tracking("service:s").new().rollup("count").by("@issue.id").last("5m") >= 1';
    assert.deepEqual(readQuery(errors), {
      window: 300,
      comparator: ">=",
      by: ["@issue.id"],
      value: undefined,
    });
  });

  it("is one series where it reduces one", () => {
    assert.deepEqual(readQuery("max(last_5m):max:a.b{x:y} > 0").value, {
      series: ["max:a.b{x:y}"],
      aggregate: "max",
    });
    const ratio = "p95:t{version:1.5.0} / p95:t{version:1.4.0}";
    assert.deepEqual(readQuery(`avg(last_5m):${ratio} > 2`).value, {
      series: [ratio],
      aggregate: "avg",
    });
  });

  it("is two counts where it divides them", () => {
    assert.deepEqual(readQuery(`sum(last_5m):${ERRORS} / ${HITS} * 100 > 5`).value, {
      series: [ERRORS, HITS],
      factor: 100,
    });
    assert.deepEqual(readQuery(`sum(last_5m):${ERRORS} / ${HITS} > 0.05`).value, {
      series: [ERRORS, HITS],
      factor: 1,
    });
  });

  it("has no value that could be determined where it is of another kind", () => {
    for (const query of [
      `sum(last_5m):(${ERRORS} + ${ERRORS}) / ${HITS} > 5`,
      '"redis.can_connect".over("env:production").last(4).count_by_status()',
      "1 || 2",
      "no_query",
      "",
    ]) {
      assert.equal(readQuery(query).value, undefined, query);
    }
  });
});
