import assert from "node:assert/strict";
import type { Facts } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Request } from "../../rollout/request.ts";
import {
  after,
  requiredItem,
  evidence,
  facts,
  freeze,
  gate,
  haltedAs,
  MINUTE,
  NEW,
  OLD,
} from "./build.ts";
import { promoted, record, request, rolledBack, rolling, rules, said } from "./build.ts";

const at = (seconds: number, over: Partial<Facts> = {}) => facts({ now: after(seconds), ...over });
const closed = gate("closed", {
  measurements: [
    { name: "error rate, canary", verdict: "closed", observed: "6.2 %, critical above 5 %" },
    { name: "latency, canary", verdict: "inconclusive", observed: "12 requests, 100 needed" },
    { name: "memory", verdict: "warning", observed: "81 %" },
    { name: "version", verdict: "open", observed: "1.5.0" },
  ],
});
const asksLint = evidence({ required: [requiredItem("cq-lint")] });

type Row = readonly [string, RolloutRecord, Partial<Request>, Facts, readonly string[]];
const start = { percentage: 10 };
const advance = { percentage: 25 };
const promote = { stable: NEW };

// prettier-ignore
const REFUSED: readonly Row[] = [
  ["a start without a canary", record({ canary: OLD }), start, facts(), [
    "no-canary: 1.4.0 is stable and there is no canary; name the new release under releases.canary and apply it at percentage: 0 first"]],
  ["an advance of what is promoted", promoted({ percentage: 10 }), advance, facts(), [
    "no-canary: 1.5.0 is stable and there is no canary; name the new release under releases.canary and apply it at percentage: 0 first"]],
  ["a start of a halted release", rolledBack({ halted: [haltedAs(NEW), haltedAs(OLD, "slow")] }), start, facts(), [
    "halted: 1.5.0 is halted (checkout fails); ./canary resume lets it start again, or name another release under releases.canary"]],
  ["an advance of a halted release", rolling(10, { halted: [haltedAs(NEW, "")] }), advance, facts(), [
    "halted: 1.5.0 is halted; step back or roll back; a halted release goes on only from 0 %, after ./canary resume"]],
  ["a promote of a halted release", rolling(100, { halted: [haltedAs(NEW)] }), promote, facts(), [
    "halted: 1.5.0 is halted (checkout fails); step back or roll back; a halted release goes on only from 0 %, after ./canary resume"]],
  ["a start beyond the first stage", record(), { percentage: 25 }, facts(), [
    "stage-skipped: 25 % was requested at 0 %, and the next stage is 10 %; percentage: 10"]],
  ["an advance beyond the next stage", rolling(25), { percentage: 100 }, facts(), [
    "stage-skipped: 100 % was requested at 25 %, and the next stage is 50 %; percentage: 50"]],
  ["a start at no stage", record(), { percentage: 5 }, facts(), [
    "no-such-stage: 5 % is no stage of the plan; percentage takes 0, 10, 25, 50, 75, 100"]],
  ["an advance to no stage", rolling(10), { percentage: 24 }, facts(), [
    "no-such-stage: 24 % is no stage of the plan; percentage takes 0, 10, 25, 50, 75, 100"]],
  ["an advance before the soak is over", rolling(10), advance, at(4 * MINUTE), [
    "soak: 1.5.0 has held 10 % for 4 min of 10 min; wait 6 min, until 2026-01-31T12:10:00.000Z"]],
  ["a start by a clock that went back", record(), start, at(-90), [
    "clock-went-back: it is 2026-01-31T11:58:30.000Z here, before 2026-01-31T12:00:00.000Z, when this stage was entered; set this machine's clock right"]],
  ["an advance by a clock that went back", rolling(10), advance, at(-90), [
    "soak: 1.5.0 has held 10 % for 0 s of 10 min; wait 11 min 30 s, until 2026-01-31T12:10:00.000Z",
    "clock-went-back: it is 2026-01-31T11:58:30.000Z here, before 2026-01-31T12:00:00.000Z, when this stage was entered; set this machine's clock right"]],
  ["a start in a freeze", record(), start, facts({ freezes: [freeze()] }), [
    "frozen: a freeze is in force until 2026-01-31T21:00:00.000Z (year's end); wait until it ends; rolling back stays possible"]],
  ["a promote in two freezes", rolling(100), promote, facts({ freezes: [freeze(), freeze({ reason: "audit" })] }), [
    "frozen: a freeze is in force until 2026-01-31T21:00:00.000Z (year's end); wait until it ends; rolling back stays possible",
    "frozen: a freeze is in force until 2026-01-31T21:00:00.000Z (audit); wait until it ends; rolling back stays possible"]],
  ["a start through a closed gate", record(), start, facts({ gate: closed }), [
    "gate: the gate is closed: error rate, canary 6.2 %, critical above 5 %; latency, canary 12 requests, 100 needed; hold until it opens, or roll back: ./canary rollback"]],
  ["an advance through a gate that could not be measured", rolling(10), advance, facts({ gate: gate("inconclusive") }), [
    "gate: the gate is inconclusive; nothing increases on missing data: see that it is measured, then try again"]],
  ["a promote through a closed gate", rolling(100), promote, facts({ gate: gate("closed") }), [
    "gate: the gate is closed; hold until it opens, or roll back: ./canary rollback"]],
  ["a start without its evidence", record(), start, facts({ evidence: asksLint }), [
    "evidence: 1 item of 1.5.0 not verified: cq-lint (missing); ./canary verify"]],
  ["a promote without its evidence", rolling(100), promote, facts({ evidence: asksLint }), [
    "evidence: 1 item of 1.5.0 not verified: cq-lint (missing); ./canary verify"]],
  ["a start that owes a close-out", record({ owed: { ended: "finish", release: OLD, at: after(0) } }), start,
    facts({ evidence: evidence({ closeOut: [requiredItem("co-docs")] }) }), [
    "close-out: 1 item of 1.4.0 not verified: co-docs (missing); ./canary verify"]],
];

describe("an increase", () => {
  for (const [says, before, asks, given, refusals] of REFUSED) {
    it(`refuses ${says}`, () => {
      assert.deepEqual(said(judge(before, request(before, asks), given)), refusals);
    });
  }

  const against = (over: Partial<Facts>) =>
    facts({ freezes: [freeze()], evidence: asksLint, gate: closed, ...over });

  it("is refused by every rule that stands against a start, at once", () => {
    const before = record({
      canary: OLD,
      halted: [haltedAs(OLD)],
      owed: { ended: "revert", release: NEW, at: after(0) },
    });
    const facts = against({
      now: after(-1),
      evidence: { ...asksLint, closeOut: [requiredItem("co-docs")] },
    });
    assert.deepEqual(rules(judge(before, request(before, { percentage: 30 }), facts)), [
      "no-such-stage",
      "no-canary",
      "halted",
      "stage-skipped",
      "clock-went-back",
      "frozen",
      "evidence",
      "close-out",
      "gate",
    ]);
  });

  it("is refused by every rule that stands against an advance, at once", () => {
    const before = rolling(10, {
      halted: [haltedAs(NEW)],
      owed: { ended: "revert", release: OLD, at: after(0) },
    });
    const facts = against({
      now: after(-1),
      evidence: { ...asksLint, closeOut: [requiredItem("co-docs")] },
    });
    assert.deepEqual(rules(judge(before, request(before, { percentage: 50 }), facts)), [
      "halted",
      "stage-skipped",
      "soak",
      "clock-went-back",
      "frozen",
      "evidence",
      "gate",
    ]);
  });

  it("is refused by every rule that stands against a promote, at once", () => {
    const before = rolling(100, { halted: [haltedAs(NEW)] });
    assert.deepEqual(rules(judge(before, request(before, promote), against({ now: after(-1) }))), [
      "halted",
      "soak",
      "clock-went-back",
      "frozen",
      "evidence",
      "gate",
    ]);
  });

  it("passes a warning", () => {
    const measurements = [{ name: "memory", verdict: "warning", observed: "81 %" }] as const;
    const factsNow = facts({ gate: gate("open", { measurements }) });
    assert.deepEqual(said(judge(record(), request(record(), start), factsNow)), []);
  });

  it("starts from no entry that is no time", () => {
    const before = record({ enteredAt: "noon" });
    assert.deepEqual(rules(judge(before, request(before, start), facts())), ["clock-went-back"]);
  });
});
