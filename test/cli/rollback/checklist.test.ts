import assert from "node:assert/strict";
import {
  block,
  steps,
  verification,
  type RollbackReport,
} from "../../../cli/rollback/checklist.ts";

const observed = (at: number, message: string) => ({ at, observed: message });
const report: RollbackReport = {
  at: 5.3,
  bad: "1.5.0",
  host: "www.example.com",
  healthPath: "/api/health",
  event: { at: 6 },
  dashboard: "https://app.datadoghq.com/dashboard/a",
  verification: {
    dns: observed(5.9, "DNS leads to stable"),
    version: observed(6.4, "1.4.0 in 5 of 5 answers"),
    health: observed(6.5, "200"),
    performance: observed(7, "320 ms"),
    errors: observed(7, "0.4 %"),
  },
};
const why = (message: string) => ({ at: 9, why: message });

describe("the checklist after a roll back", () => {
  it("has its six steps, each with a state and its time", () => {
    assert.deepEqual(steps(report), [
      ["Halt deployment", "done at 5.3 s: 1.5.0 is halted"],
      [
        "Identify root cause",
        "yours to do: ./canary resume --root-cause requires it before the share of 1.5.0 may increase again",
      ],
      ["Execute rollback script", "done at 5.3 s: weights and aliases, read back from the clouds"],
      ["Verify rollback success", "verified at 5.9 s: DNS leads to stable"],
      [
        "Monitor post-rollback health",
        "yours to do: watch https://app.datadoghq.com/dashboard/a for 15 min",
      ],
      [
        "Communicate status to stakeholders",
        "done at 6.0 s: an event at Datadog; yours to do: the status page, support and customers",
      ],
    ]);
  });

  it("has its five lines of verification; numbers are OK so far, never verified", () => {
    assert.deepEqual(verification(report), [
      ["Previous version deployed", "verified at 6.4 s: 1.4.0 in 5 of 5 answers"],
      ["Application health verified", "verified at 6.5 s: 200"],
      ["User flows tested", "yours to do: sign in and order at https://www.example.com"],
      ["Performance metrics restored", "OK at 7.0 s: 320 ms; watch it for 15 min"],
      ["Error rates normalized", "OK at 7.0 s: 0.4 %; watch it for 15 min"],
    ]);
  });

  it("says what is not verified or done, why, and where to look", () => {
    const result = {
      dns: why("no DNS"),
      version: why("it serves 1.5.0, not 1.4.0"),
      health: why("no answer"),
      performance: why("Datadog: 403"),
      errors: why("6.2 %"),
    };
    const event = { at: 9, failed: "no answer within 4 s" };
    const page = "see https://www.example.com/api/health";
    assert.deepEqual(
      verification({ ...report, verification: result }).map(([, state]) => state),
      [
        `NOT verified: it serves 1.5.0, not 1.4.0; ${page}`,
        `NOT verified: no answer; ${page}`,
        "yours to do: sign in and order at https://www.example.com",
        "NOT verified: Datadog: 403",
        "NOT verified: 6.2 %",
      ],
    );
    const states = new Map(steps({ ...report, verification: result, event }));
    assert.equal(states.get("Verify rollback success"), "NOT verified: no DNS");
    assert.match(
      states.get("Communicate status to stakeholders") ?? "",
      /^NOT done: the event was not posted \(no answer within 4 s\); yours to do: /,
    );
  });

  it("says so where nothing was rolled out, and nobody had to be notified", () => {
    const states = new Map(steps({ ...report, bad: undefined, event: undefined }));
    assert.equal(states.get("Halt deployment"), "done at 5.3 s: nothing was rolled out");
    assert.match(states.get("Communicate status to stakeholders") ?? "", /^yours to do: /);
  });

  it("lines up", () => {
    const text = block("Title", [
      ["a", "one"],
      ["long", "two"],
    ]);
    assert.equal(text, "Title\n  a     one\n  long  two");
  });
});
