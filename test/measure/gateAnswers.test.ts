import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { DatadogGateOptions } from "../../measure/datadog.ts";
import type { GateVerdict } from "../../rollout/gate.ts";
import { HOUR, rolling } from "../rollout/build.ts";
import {
  datadogOf,
  EXPECTED,
  gateAt,
  line,
  NOW,
  ratio,
  recorded,
  type Answers,
} from "./datadogOf.ts";

/** A monitor as it is recorded; what a case changes in it. */
interface Recorded {
  overall_state: string;
  deleted: string | null;
  tags: string[];
  query: string;
  draft_status: string;
  options: { thresholds: { critical: number }; silenced: Record<string, null> };
  matching_downtimes: unknown[];
  state: { groups: Record<string, { status: string }> };
}

interface Case extends Partial<Answers> {
  readonly over?: Partial<DatadogGateOptions>;
  /** The measurement that decides, and what it says. */
  readonly says?: readonly [name: string, observed: RegExp];
}

const QUERY =
  "sum(last_5m):sum:trace.next.request.errors{env:production,service:shop} by {version}.as_count() / sum:trace.next.request.hits{env:production,service:shop} by {version}.as_count() * 100 > 5";

/** The monitors, with the error rate's changed. */
function monitors(change: (errorRate: Recorded) => void, name = "healthy"): string {
  const all = JSON.parse(recorded(name)) as Recorded[];
  for (const one of all) if (one.tags.includes("canary_monitor:error-rate")) change(one);
  return JSON.stringify(all);
}

/** Requests of the canary: so many, in points that are so many seconds older. */
function requests(total: number | null, older = 0): string {
  const at = (Date.parse(NOW) / 1000 - 120 - older) * 1000;
  const point = (value: number | null, index: number) => [at + index * 60_000, value];
  const series = {
    scope: "version:1.5.0",
    tag_set: [],
    query_index: 0,
    interval: 60,
    pointlist: [point(total, 0), point(null, 1)],
  };
  return JSON.stringify({ status: "ok", series: [series] });
}

const declared = {
  query: QUERY,
  thresholds: { critical: 5, warning: 1 },
  evaluationDelay: 60,
  onMissingData: "default",
  requireFullWindow: false,
};
const existing: Partial<DatadogGateOptions> = {
  expected: EXPECTED.map((one) => (one.key === "error-rate" ? { ...one, declared } : one)),
};
const LIST = "Datadog";
const RATE = "Error rate";
const COUNT = "requests of 1.5.0";
const failed = '{"status":"error","error":"the query failed","series":[]}';
const full = { body: recorded("healthy") };

const CASES: Readonly<Record<string, Case>> = {
  healthy: { over: existing, says: [RATE, /^open: 0.498 %, critical above 5 %/] },
  bad: { monitors: "alert", values: ratio(6.2), says: [RATE, /^closed: 6.2 %/] },
  "no series, no points": { requests: "no-requests", says: [COUNT, /no data/] },
  "one silent monitor whose witness has data": {
    says: ["Database errors", /^open: none observed, and "Requests" has data/],
  },
  "newest point null, all null": { requests: requests(null), says: [COUNT, /no data/] },
  NaN: {
    requests: '{"status":"ok","series":[{"query_index":0,"pointlist":[[1769861300000,NaN]]}]}',
    says: [COUNT, /malformed/],
  },
  "200 that reports a failed query": {
    values: failed,
    says: [RATE, /^inconclusive: OK at Datadog, and its value cannot be had: .*the query failed/],
  },
  "429": {
    monitors: { body: "rate-limited", status: 429 },
    over: { limitSeconds: 0.6 },
    says: [LIST, /429 Too Many Requests/],
  },
  "500": {
    monitors: { body: "failed", status: 500 },
    over: { limitSeconds: 0.6 },
    says: [LIST, /500 Internal Server Error/],
  },
  "cut short": {
    monitors: recorded("healthy").slice(0, 900),
    says: [LIST, /malformed/],
  },
  HTML: { monitors: "<html>502 Bad Gateway</html>", says: [LIST, /malformed/] },
  "the connection breaks": {
    monitors: { ...full, headers: { "Content-Length": "999999" } },
    over: { limitSeconds: 0.9 },
    says: [LIST, /no answer|cannot be reached/],
  },
  hangs: { monitors: "hang", over: { limitSeconds: 0.6 }, says: [LIST, /no answer within/] },
  "in progress for ever": {
    values: '{"status":"in progress","series":[]}',
    says: [RATE, /its value cannot be had: .*in progress/],
  },
  "two series, good first": {
    monitors: "alert",
    values: ratio(40),
    says: [RATE, /^closed: 40 %/],
  },
  "exactly at the limit": {
    monitors: monitors((one) => {
      for (const group of Object.values(one.state.groups)) group.status = "Warn";
      one.overall_state = "Warn";
    }),
    values: ratio(5),
    says: [RATE, /^warning: 5 %/],
  },
  "last point 30 minutes old": {
    requests: requests(5000, 30 * 60),
    over: { now: () => NOW },
    says: [COUNT, /^inconclusive: 5,000 since .*; the last one came before/],
  },
  "value past the limit, state OK": {
    values: ratio(40),
    says: [RATE, /^inconclusive: 40 %, critical above 5 %.*Datadog's state is OK/],
  },
  "no points for any monitor, requests there": {
    values: "no-requests",
    says: ["Requests", /^inconclusive: OK at Datadog, and no data to go by/],
  },
  "monitor missing": { monitors: "missing-monitor", says: ["Database errors", /has no monitor/] },
  "monitor muted": { monitors: "muted", says: [RATE, /^inconclusive: muted until/] },
  "monitor in a downtime": {
    monitors: monitors(
      (one) => (one.matching_downtimes = [{ id: 1, start: 1, end: null, scope: ["*"] }]),
    ),
    says: [RATE, /^inconclusive: muted/],
  },
  "limit edited by hand": {
    monitors: monitors((one) => (one.options.thresholds.critical = 95)),
    over: existing,
    says: [
      RATE,
      /^inconclusive: edited at Datadog: critical is 95, declared 5; pulumi up --refresh/,
    ],
  },
  "query edited by hand": {
    monitors: monitors((one) => (one.query = one.query.replaceAll(" by {version}", ""))),
    over: existing,
    says: [RATE, /^inconclusive: edited at Datadog: its query is "[^"]*", declared "/],
  },
  "monitor's `overall_state` Alert, its groups OK": {
    monitors: monitors((one) => (one.overall_state = "Alert")),
    says: [RATE, /^closed: /],
  },
  "draft monitor": {
    monitors: monitors((one) => (one.draft_status = "draft")),
    says: [RATE, /^inconclusive: a draft/],
  },
  "paused test, its monitor still OK": {
    tests: '{"tests":[{"monitor_id":1005,"status":"paused"}]}',
    says: ["Canary health", /^inconclusive: its test is paused/],
  },
  "another stack's monitor": {
    monitors: monitors(
      (one) => (one.tags = one.tags.map((tag) => tag.replace("canary/production", "canary/other"))),
    ),
    says: [RATE, /^inconclusive: Datadog has no monitor of this stack/],
  },
  "deleted monitor": {
    monitors: monitors((one) => (one.deleted = "2026-01-30T12:00:00+00:00")),
    says: [RATE, /^inconclusive: Datadog has no monitor of this stack/],
  },
  "99.6 requests of 100": {
    requests: requests(99.6),
    says: [COUNT, /^inconclusive: 99.6 since .*, at least 100 needed/],
  },
  "this machine's clock two hours ahead": {
    monitors: {
      ...full,
      headers: { Date: new Date(Date.parse(NOW) - 2 * HOUR * 1000).toUTCString() },
    },
    says: ["clock", /^inconclusive: it is \S+ on this machine and \S+ at Datadog: 2 h ahead/],
  },
  "no answer is dated": {
    monitors: { ...full, headers: { Date: "" } },
    requests: { body: "requests", headers: { Date: "" } },
    values: { body: "values-healthy", headers: { Date: "" } },
    tests: {
      body: '{"tests":[{"monitor_id":1005,"status":"live"}]}',
      headers: { Date: "" },
    },
    says: ["clock", /^inconclusive: cannot be compared/],
  },
};

async function ask({ over, ...answers }: Case): Promise<GateVerdict> {
  await using datadog = await datadogOf({ monitors: "healthy", requests: "requests", ...answers });
  // Half an hour into the stage, where an old point is one of the stage.
  return await gateAt(datadog.url, over)("advance", rolling(25, { enteredAt: ENTERED }));
}

const ENTERED = new Date(Date.parse(NOW) - HOUR * 1000).toISOString();

/** The rows of the page: the answer, and what this gate decides. */
const ROWS = readFileSync(new URL("../../docs/gate-answers.md", import.meta.url), "utf8")
  .split("\n")
  .filter((row) => row.startsWith("| "))
  .slice(2)
  .map((row) => row.split(" | ").map((cell) => cell.replaceAll(/^\| *| *\|$/g, "").trim()))
  .map((cells): [string, string] => [cells[0] ?? "", cells.at(-1) ?? ""]);

describe("the gate on awkward answers, as docs/gate-answers.md has them", () => {
  it("has a case for each row, and a row for each case", () => {
    assert.deepEqual(
      ROWS.map(([answer]) => answer),
      Object.keys(CASES).toSorted((a, b) => place(a) - place(b)),
    );
  });

  for (const [answer, decided] of ROWS) {
    it(`${answer}: ${decided}`, async () => {
      const one = CASES[answer];
      assert.ok(one?.says, `no case for "${answer}"`);
      const { verdict, measurements } = await ask(one);
      assert.match(line(measurements, one.says[0]), one.says[1]);
      assert.equal(verdict, decided, JSON.stringify(measurements, undefined, 1));
    });
  }
});

/** Where a case is among the rows; numbers come first among an object's keys. */
function place(answer: string): number {
  const result = ROWS.findIndex(([name]) => name === answer);
  return result < 0 ? Infinity : result;
}
