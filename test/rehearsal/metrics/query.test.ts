import assert from "node:assert/strict";
import { parseQuery } from "../../../rehearsal/metrics/query.ts";

describe("a monitor's query", () => {
  it("is read with its window, its series, their tags and groups", () => {
    assert.deepEqual(
      parseQuery(
        "sum(last_5m):sum:t.errors{env:production,service:shop} by {version}.as_count() / sum:t.hits{env:production} by {version}.as_count() * 100 > 5",
      ),
      {
        reduce: "sum",
        window: 300,
        comparator: ">",
        expression: {
          is: "*",
          left: {
            is: "/",
            left: {
              is: "series",
              aggregate: "sum",
              metric: "t.errors",
              scope: { env: "production", service: "shop" },
              by: ["version"],
              counts: true,
            },
            right: {
              is: "series",
              aggregate: "sum",
              metric: "t.hits",
              scope: { env: "production" },
              by: ["version"],
              counts: true,
            },
          },
          right: { is: "number", value: 100 },
        },
      },
    );
  });

  it("is of new issues of Error Tracking, by the issue", () => {
    const query = parseQuery(
      'error-tracking("service:shop env:production version:1.5.0").source("all").new().rollup("count").by("@issue.id").last("5m") >= 1',
    );
    assert.deepEqual([query.window, query.comparator, query.reduce], [300, ">=", "sum"]);
    assert.deepEqual(query.expression, {
      is: "series",
      aggregate: "sum",
      metric: "error-tracking.new",
      scope: { service: "shop", env: "production", version: "1.5.0" },
      by: ["@issue.id"],
      counts: true,
    });
  });

  it("has windows of minutes, hours and days", () => {
    const window = (text: string) => parseQuery(`avg(last_${text}):avg:a{*} > 1`).window;
    assert.deepEqual(["5m", "4h", "1d"].map(window), [300, 14_400, 86_400]);
  });

  for (const query of [
    "avg(last_5m):anomalies(avg:a{*}, 'basic', 2) > 1",
    "avg(last_5m):avg:a{env:prod*} > 1",
    "avg(last_5m):avg:a{!env:prod} > 1",
    "avg(last_5m):avg:a{*} == 1",
    "avg(last_5m):avg:a{*}.rollup(60) > 1",
    "avg(last_5m):avg:a{*} + avg:b{*} > 1",
    "change(avg(last_5m),last_5m):avg:a{*} > 1",
    'error-tracking("service:a").source("all").impact().rollup("count").by("@issue.id").last("5m") >= 1',
  ]) {
    it(`is refused where it is not understood: ${query}`, () => {
      assert.throws(
        () => parseQuery(query),
        /the rehearsal cannot evaluate the (query|series|filter) /,
      );
    });
  }
});
