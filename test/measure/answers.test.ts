import assert from "node:assert/strict";
import type { Increase } from "../../rollout/gate.ts";
import { after, NEW, rolling } from "../rollout/build.ts";
import { datadogOf, gateAt, line, ratio, type Answers } from "./datadogOf.ts";

describe("the gate, on answers of Datadog", () => {
  async function ask(
    answers: Answers,
    over: Parameters<typeof gateAt>[1] = {},
    increase: Increase = "advance",
  ) {
    await using datadog = await datadogOf(answers);
    return await gateAt(datadog.url, over)(increase, rolling(25));
  }

  it("is open where every monitor is OK, with each one's number", async () => {
    const { verdict, measurements } = await ask({
      monitors: "healthy",
      requests: "requests",
    });
    assert.equal(verdict, "open");
    assert.deepEqual(
      measurements.map(({ name, observed }) => `${name}: ${observed}`),
      [
        "Error rate: 0.498 %, critical above 5 %, last 5 min, 1,204 requests",
        "Response time, canary to stable: 1.1 x, critical above 2 x, last 5 min",
        'Database errors: none observed, and "Requests" has data, critical above 0, last 5 min',
        "Requests: 19,204, critical below 1, last 5 min",
        "Canary health: OK",
        "requests of 1.5.0: 1,204 since 2026-01-31T12:00:00Z, at least 100 needed",
        "share of 1.5.0: 25 % of 4,816 requests measured, 25 % declared",
      ],
    );
    assert.equal(
      measurements[0]?.link,
      "https://app.datadoghq.com/monitors/1001?group=version%3A1.5.0",
    );
    assert.deepEqual(
      measurements.map(({ key }) => key),
      [
        ...["error-rate", "latency-ratio", "database-errors", "requests", "canary-health"],
        ...[undefined, undefined],
      ],
    );
    assert.equal(measurements[2]?.link, "https://app.datadoghq.com/monitors/1003");
  });

  it("passes a warning, and says it", async () => {
    const { verdict, measurements } = await ask({
      monitors: "warning",
      requests: "requests",
      values: ratio(1.8),
    });
    assert.equal(verdict, "open");
    assert.equal(
      line(measurements, "Error rate"),
      "warning: 1.8 %, warning above 1 %, last 5 min, 10,000 requests, warning since 2026-01-31T12:05:00Z",
    );
  });

  it("is closed by an alert of the canary's group, with its numbers", async () => {
    const { verdict, measurements } = await ask({
      monitors: "alert",
      requests: "requests",
      values: "values",
    });
    assert.equal(verdict, "closed");
    assert.equal(
      line(measurements, "Error rate"),
      "closed: 6.23 %, critical above 5 %, last 5 min, 1,204 requests, in alert since 2026-01-31T12:05:00Z",
    );
  });

  it("tells what triggered an alert where the value now is not known", async () => {
    const { measurements } = await ask({
      monitors: "alert",
      requests: "requests",
      values: "no-requests",
    });
    assert.match(line(measurements, "Error rate"), /^closed: 6.2 %, critical above 5 %/);
  });

  it("looks at the canary's group alone", async () => {
    await using datadog = await datadogOf({ monitors: "alert", requests: "requests" });
    const other = { ...NEW, version: "1.4.0" };
    const { measurements } = await gateAt(datadog.url)("advance", rolling(25, { canary: other }));
    assert.match(line(measurements, "Error rate"), /^open/);
  });

  it("is inconclusive where a monitor has no data", async () => {
    const { verdict, measurements } = await ask({ monitors: "no-data", requests: "requests" });
    assert.equal(verdict, "inconclusive");
    assert.equal(
      line(measurements, "Response time, canary to stable"),
      "inconclusive: no data, critical above 2 x, last 5 min",
    );
  });

  it("is inconclusive where the canary's version has no group", async () => {
    const { verdict, measurements } = await ask(
      { monitors: "partial-groups", requests: "requests" },
      {
        expected: [
          { key: "latency", title: "p95", scope: "canary", comparesWithStable: false, unit: "s" },
        ],
      },
    );
    assert.equal(verdict, "inconclusive");
    assert.equal(
      line(measurements, "p95"),
      "inconclusive: no data for version:1.5.0, critical above 500 ms, last 5 min",
    );
  });

  it("is inconclusive where Datadog has fewer monitors than are declared", async () => {
    const { verdict, measurements } = await ask({
      monitors: "missing-monitor",
      requests: "requests",
    });
    assert.equal(verdict, "inconclusive");
    assert.equal(
      line(measurements, "Database errors"),
      "inconclusive: Datadog has no monitor of this stack tagged canary_monitor:database-errors",
    );
  });

  it("takes nothing from a muted monitor, not even an alert", async () => {
    const { verdict, measurements } = await ask({ monitors: "muted", requests: "requests" });
    assert.equal(verdict, "inconclusive");
    assert.match(
      line(measurements, "Error rate"),
      /^inconclusive: muted until 2026-01-31T14:00:00Z: a muted monitor says nothing/,
    );
    assert.match(line(measurements, "Requests"), /^inconclusive: muted: a muted monitor/);
  });

  it("is inconclusive in a state that it does not know", async () => {
    const { verdict, measurements } = await ask({
      monitors: "unknown-state",
      requests: "requests",
    });
    assert.equal(verdict, "inconclusive");
    assert.match(line(measurements, "Database errors"), /^inconclusive: paused/);
  });

  for (const monitors of ["malformed", "not-a-list", "<html>502</html>"]) {
    it(`is inconclusive on a malformed answer: ${monitors}`, async () => {
      const { verdict, measurements } = await ask({ monitors, requests: "requests" });
      assert.equal(verdict, "inconclusive");
      assert.deepEqual(
        measurements.map(({ name }) => name),
        ["Datadog"],
      );
      assert.match(line(measurements, "Datadog"), /^inconclusive: a malformed answer: /);
    });
  }

  for (const status of [401, 403]) {
    it(`is inconclusive where the keys are refused: ${status}`, async () => {
      const { verdict, measurements } = await ask({ monitors: { body: "forbidden", status } });
      assert.equal(verdict, "inconclusive");
      assert.match(
        line(measurements, "Datadog"),
        /refuses the keys; .* monitors_read, timeseries_query and/,
      );
    });
  }

  it("is inconclusive without keys, and asks nothing", async () => {
    await using datadog = await datadogOf({ monitors: "healthy" });
    for (const [keys, observed] of [
      [{ apiKey: undefined }, "no API key is configured"],
      [{ appKey: "" }, "no application key is configured"],
    ] as const) {
      const { verdict, measurements } = await gateAt(datadog.url, keys)("advance", rolling(25));
      assert.equal(verdict, "inconclusive");
      assert.equal(line(measurements, "Datadog"), `inconclusive: ${observed}`);
    }
    assert.deepEqual(datadog.requests, []);
  });

  it("is inconclusive where nothing is expected", async () => {
    const { verdict } = await ask(
      { monitors: "healthy", requests: "requests" },
      { expected: [] },
      "start",
    );
    assert.equal(verdict, "inconclusive");
  });

  describe("recoveredAt", () => {
    it("is the last recovery of what was requested", async () => {
      const answers = { monitors: "recovered", requests: "requests" };
      assert.equal((await ask(answers)).recoveredAt, after(480));
      // Not required at a start: what is left is the database's, an hour before.
      assert.equal((await ask(answers, {}, "start")).recoveredAt, after(-3600));
    });

    it("is absent where none ever recovered", async () => {
      const expected = [
        { key: "requests", title: "r", scope: "service", comparesWithStable: false },
      ] as const;
      const { recoveredAt } = await ask(
        { monitors: "recovered", requests: "requests" },
        { expected },
      );
      assert.equal(recoveredAt, undefined);
    });
  });

  it("finds its monitors by the stack's tag, with their groups and downtimes", async () => {
    await using datadog = await datadogOf({ monitors: "healthy", requests: "requests" });
    await gateAt(datadog.url, { stack: "Canary/Production" })("advance", rolling(25));
    const listed = datadog.requests.find(({ path }) => path === "/api/v1/monitor");
    assert.deepEqual(Object.fromEntries(listed?.query.entries() ?? []), {
      group_states: "all",
      monitor_tags: "canary_stack:canary/production",
      with_downtimes: "true",
    });
  });
});
