import assert from "node:assert/strict";
import { judgeMonitors } from "../../measure/datadog/judgeMonitors.ts";
import { readMonitors, type Monitor } from "../../measure/datadog/monitors.ts";
import type { ExpectedMonitor } from "../../measure/expected.ts";

const NOW = 1_769_861_400;

describe("monitors, judged", () => {
  const expected = (key: string, over: Partial<ExpectedMonitor> = {}): ExpectedMonitor => ({
    key,
    title: key,
    scope: "service",
    comparesWithStable: false,
    ...over,
  });

  function monitor(key: string, groups: Record<string, string>, over: object = {}): Monitor {
    const [read] = readMonitors([
      {
        id: key.length,
        query: "sum(last_5m):sum:a{*}.as_count() > 5",
        tags: [`canary_monitor:${key}`],
        state: {
          groups: Object.fromEntries(
            Object.entries(groups).map(([name, status]) => [name, { status }]),
          ),
        },
        ...over,
      },
    ]);
    assert.ok(read);
    return read;
  }

  const subject = {
    tag: "version:1.5.0",
    now: NOW,
    requests: "shop.requests",
    page: (id: number) => `monitor ${id}`,
  };
  const judge = (requested: readonly ExpectedMonitor[], monitors: readonly Monitor[]) =>
    judgeMonitors(requested, monitors, { readings: new Map() }, subject).map(
      ({ measurement }) => measurement.verdict,
    );

  it("say out of how many a part is, and what they are if they are requests", () => {
    const observed = (metric: string) => {
      const value = { least: 4.2, most: 4.2, sample: { count: 1204, metric } };
      const readings = new Map([[1, { ok: true, value } as const]]);
      return judgeMonitors(
        [expected("m")],
        [monitor("m", { "*": "OK" })],
        { readings },
        subject,
      ).map(({ measurement }) => measurement.observed);
    };
    assert.deepEqual(observed("shop.requests"), ["4.2, last 5 min, 1,204 requests"]);
    assert.deepEqual(observed("shop.payments"), ["4.2, last 5 min, out of 1,204"]);
  });

  it("count by their worst group", () => {
    for (const [groups, verdict] of [
      [{ "host:a": "OK", "host:b": "OK" }, "open"],
      [{ "host:a": "OK", "host:b": "Warn" }, "warning"],
      [{ "host:a": "Warn", "host:b": "No Data" }, "inconclusive"],
      [{ "host:a": "No Data", "host:b": "Alert" }, "closed"],
      [{ "host:a": "OK", "host:b": "Ignored" }, "inconclusive"],
      [{ "host:a": "OK", "host:b": "Skipped" }, "inconclusive"],
      [{ "host:a": "OK", "host:b": "Unknown" }, "inconclusive"],
      [{}, "inconclusive"],
    ] as const) {
      assert.deepEqual(judge([expected("m")], [monitor("m", groups)]), [verdict]);
    }
  });

  it("have the monitor's own state where it lists no groups", () => {
    assert.deepEqual(judge([expected("m")], [monitor("m", {}, { overall_state: "OK" })]), ["open"]);
  });

  it("are a release's own where they are broken down by version", () => {
    const query = "sum(last_5m):sum:a{*} by {env,version}.as_count() > 5";
    const groups = { "env:p,version:1.4.0": "Alert", "env:p,version:1.5.0": "OK" };
    const canary = expected("m", { scope: "canary" });
    assert.deepEqual(judge([canary], [monitor("m", groups, { query })]), ["open"]);
    assert.deepEqual(judge([expected("m")], [monitor("m", groups, { query })]), ["closed"]);
    const longer = { "env:p,version:1.5.0-rc.1": "OK" };
    assert.deepEqual(judge([canary], [monitor("m", longer, { query, overall_state: "OK" })]), [
      "inconclusive",
    ]);
  });

  it("are a release's own as a whole where they are broken down by something else", () => {
    const query =
      'error-tracking("version:1.5.0").new().rollup("count").by("@issue.id").last("5m") >= 1';
    const canary = expected("m", { scope: "canary" });
    assert.deepEqual(judge([canary], [monitor("m", { "@issue.id:a": "Alert" }, { query })]), [
      "closed",
    ]);
    assert.deepEqual(judge([canary], [monitor("m", {}, { query, overall_state: "OK" })]), ["open"]);
  });

  describe("with an item exempted", () => {
    const exempted = [
      ...[
        { item: "perf-cpu", by: "Ada", reason: "no metric yet", expires: "2026-02-28T00:00:00Z" },
      ],
    ];
    const exempt = expected("m", { exemption: { exempted } });
    const judgedAs = (one: ExpectedMonitor, status: string) => {
      const over = { state: { groups: { "*": { status, last_resolved_ts: NOW - 60 } } } };
      const [judged] = judgeMonitors(
        [one],
        [monitor("m", {}, over)],
        { readings: new Map() },
        subject,
      );
      assert.ok(judged);
      return judged;
    };

    it("refuse nothing, and say what they measured, by whom it was exempted and why", () => {
      for (const [status, observed] of [
        ["Alert", "alert, critical above 5"],
        ["No Data", "no data"],
      ] as const) {
        const { verdict, observed: said } = judgedAs(exempt, status).measurement;
        assert.equal(verdict, "exempt");
        assert.ok(said.startsWith(observed.split(",")[0] ?? ""), said);
        assert.match(
          said,
          /last 5 min.*, perf-cpu exempted by Ada until 2026-02-28T00:00:00Z: no metric yet$/,
        );
      }
      const [missing] = judgeMonitors([exempt], [], { readings: new Map() }, subject);
      assert.equal(missing?.measurement.verdict, "exempt");
    });

    it("are as they were where they would refuse nothing", () => {
      for (const [status, verdict] of [
        ["OK", "open"],
        ["Warn", "warning"],
      ]) {
        const { measurement } = judgedAs(exempt, status ?? "");
        assert.equal(measurement.verdict, verdict);
        assert.doesNotMatch(measurement.observed, /exempt/);
      }
    });

    it("begin no soak anew when they recover", () => {
      assert.equal(judgedAs(exempt, "OK").recovered, 0);
      assert.equal(judgedAs(expected("m"), "OK").recovered, NOW - 60);
    });

    it("still refuse for the items that are not, and name them", () => {
      const exemption = { exempt: ["perf-cpu"], requiredBy: ["mon-infrastructure"] };
      const { verdict, observed } = judgedAs(expected("m", { exemption }), "Alert").measurement;
      assert.equal(verdict, "closed");
      assert.match(observed, /, required by mon-infrastructure \(perf-cpu is exempted\)$/);
    });
  });

  it("all count where two have one tag", () => {
    const two = [monitor("m", { "*": "OK" }), monitor("m", { "*": "Alert" })];
    assert.deepEqual(judge([expected("m")], two), ["open", "closed"]);
  });

  it("are good news when silent, as long as their witness has data", () => {
    const requested = [expected("m", { witness: "w" }), expected("w")];
    const silent = monitor("m", { "*": "No Data" });
    assert.deepEqual(judge(requested, [silent, monitor("w", { "*": "OK" })]), ["open", "open"]);
    assert.deepEqual(judge(requested, [silent, monitor("w", { "*": "Alert" })]), [
      "open",
      "closed",
    ]);
    assert.deepEqual(judge(requested, [silent, monitor("w", { "*": "No Data" })]), [
      "inconclusive",
      "inconclusive",
    ]);
    assert.deepEqual(judge(requested, [silent]), ["inconclusive", "inconclusive"]);
    assert.deepEqual(judge(requested.slice(0, 1), [silent, monitor("w", { "*": "OK" })]), [
      "inconclusive",
    ]);
  });

  it("have no witness for being muted, or for being gone", () => {
    const requested = [expected("m", { witness: "w" }), expected("w")];
    const witness = monitor("w", { "*": "OK" });
    const muted = monitor("m", { "*": "No Data" }, { options: { silenced: { "*": null } } });
    assert.deepEqual(judge(requested, [muted, witness]), ["inconclusive", "open"]);
    assert.deepEqual(judge(requested, [witness]), ["inconclusive", "open"]);
  });

  it("are muted by what is in force alone", () => {
    const of = (mute: object) => judge([expected("m")], [monitor("m", { "*": "OK" }, mute)]);
    const downtime = (start: number, end: number | null) =>
      of({ matching_downtimes: [{ start, end }] });
    assert.deepEqual(downtime(NOW - 60, NOW + 60), ["inconclusive"]);
    assert.deepEqual(downtime(NOW - 60, null), ["inconclusive"]);
    assert.deepEqual(downtime(NOW - 60, NOW - 1), ["open"]);
    assert.deepEqual(downtime(NOW + 60, null), ["open"]);
    assert.deepEqual(of({ options: { silenced: { "*": NOW - 1 } } }), ["open"]);
    assert.deepEqual(of({ options: { silenced: { "host:a": NOW + 1 } } }), ["inconclusive"]);
  });
});
