import assert from "node:assert/strict";
import { closing, reportOf } from "../../cli/report.ts";
import { readEvents, type Event } from "../../cli/review/events.ts";
import { finished, MINUTE, after, promoted, record, rolling } from "../rollout/build.ts";
import { stream } from "./review/build.ts";

const HERE = { now: after(0), zone: "Europe/Berlin" };
const ROLLOUT = "urn:pulumi:production::canary::canary:index:Rollout::rollout";
const evidence = [
  { item: "cq-lint", verdict: "pass", at: after(0), digest: "d" },
  { item: "cq-mail", verdict: "exempt", at: after(0), digest: "d" },
] as const;

/** The report of an advance from 10 to 25 %, ten minutes and a bit after its stage was entered. */
function report(...more: readonly Partial<Event>[]): string[] {
  const events = [
    ...readEvents(stream("advance")),
    ...more.map((one) => ({ timestamp: 0, ...one })),
  ];
  const before = rolling(10, { enteredAt: after(-11 * MINUTE) });
  const message = "1.5.0 from 10 % to 25 %";
  return reportOf({ message, events, before, after: rolling(25), evidence }, HERE);
}

const warning = (message: string) => ({ diagnosticEvent: { message, severity: "warning" } });

describe("the report of a step", () => {
  it("has what was requested, measured, its soak, evidence, policies, changes, and what comes next", () => {
    const lines = report();
    assert.ok(lines.length <= 12, lines.join("\n"));
    assert.equal(lines[0], "requested  1.5.0 from 10 % to 25 %");
    const [, ...rest] = lines;
    assert.match(rest[0] ?? "", /^measured {3}the gate is open, all \d+ measurements$/);
    assert.ok(
      lines.some((line) => /^ {11}Error rate \d/.test(line)),
      lines.join("\n"),
    );
    assert.ok(lines.includes("soak       11 min at 10 %, 10 min required"));
    assert.ok(
      lines.some((line) =>
        /^checked {4}evidence 1 of 2 \(1 exempted\); policies (\d+) of \1$/.test(line),
      ),
      lines.join("\n"),
    );
    assert.ok(
      lines.includes("changed    traffic-canary weight 10 → 25; traffic-stable weight 90 → 75"),
      lines.join("\n"),
    );
    assert.equal(lines.at(-1), "1.5.0 takes 25 %; next 50 % from 13:15 (in 15 min)");
  });

  it("stays within twelve lines however much warns, and says that there is more", () => {
    const lines = report(
      ...Array.from({ length: 9 }, (_, at) => warning(`no data of ${at}\nlong`)),
    );
    assert.equal(lines.length <= 12, true, lines.join("\n"));
    assert.equal(lines[1], "warning    no data of 0 long");
    assert.ok(lines.includes("           and 7 more: --verbose prints all"));
  });

  it("shows what warns among what was measured", () => {
    const measurements = [
      { key: "error-rate", name: "Error rate", verdict: "open", observed: "0 %" },
      { key: "app-memory", name: "App memory", verdict: "warning", observed: "81 %" },
    ];
    const message = `gate verdict ${JSON.stringify({ verdict: "open", measurements })}`;
    const lines = report({ diagnosticEvent: { urn: ROLLOUT, message, severity: "debug" } });
    assert.equal(lines[2], "           App memory 81 % (warning)", lines.join("\n"));
  });
});

describe("where a rollout stands after a step", () => {
  it("is the stage, and the next one with when it may begin", () => {
    assert.equal(
      closing(rolling(100), HERE),
      "1.5.0 takes 100 %; next the promote from 13:15 (in 15 min)",
    );
    const later = { ...HERE, now: after(40 * MINUTE) };
    assert.equal(closing(rolling(25), later), "1.5.0 takes 25 %; next 50 % now");
  });

  it("is the promoted release, and the finish; and everyone on it once that is done", () => {
    assert.match(closing(promoted(), HERE), /^1\.5\.0 is stable and takes 100 %; next the finish/);
    assert.match(closing(finished(), HERE), /^everyone is on 1\.5\.0, which is stable/);
    assert.equal(closing(record(), HERE), "1.5.0 is prepared, at 0 %; next ./canary advance");
  });
});
