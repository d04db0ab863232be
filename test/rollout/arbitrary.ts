import * as fc from "fast-check";
import { NO_DRIFT } from "../../rollout/drift.ts";
import type { Facts } from "../../rollout/facts.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import { blocksOf, type Blocks, type Request } from "../../rollout/request.ts";
import { WHEN_APPLIED } from "../../rollout/time.ts";
import * as built from "./build.ts";
import { after, HOUR, NEW, NEXT, OLD, record, release } from "./build.ts";

export const RELEASES: readonly Release[] = [OLD, NEW, NEXT];

/** What contradicts a known release: its version from another commit, its deployment renamed. */
const CONTRADICTIONS: readonly Release[] = [
  release("1.5.0", { commit: "b".repeat(40), deployment: "dpl_rebuilt" }),
  { ...OLD, version: "1.4.1" },
];

/** Texts in the place of a time that open nothing. */
export const NO_TIMESTAMPS = ["", "noon", WHEN_APPLIED, "2026-01-31T13:00:00"];

/** When the next record is entered: later than any time that comes up. */
const STAMP = after(5 * HOUR);

const anyRelease = fc.constantFrom(...RELEASES);

/** Three to six stages, up to 100 %, each to be held for up to an hour. */
export const plans: fc.Arbitrary<Plan> = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 5 })
  .chain((stages) =>
    fc.tuple(
      ...[...stages.sort((a, b) => a - b), 100].map((percentage) =>
        fc.integer({ min: 1, max: HOUR }).map((soak) => ({ percentage, soak })),
      ),
    ),
  );

const ats = fc.constantFrom(after(60), after(61));

/** Blocks of each kind or none, for one of these releases. */
function blocks(...releases: readonly Release[]): fc.Arbitrary<Blocks> {
  const spoken = fc.tuple(fc.constantFrom(...releases), ats);
  return fc.record({
    rollback: rarely(spoken.map(([of, at]) => built.rollback(of, { at }))),
    halt: rarely(spoken.map(([of, at]) => built.halt(of, { at }))),
    resume: rarely(spoken.map(([of, at]) => built.resume(of, { at }))),
  });
}

const records: fc.Arbitrary<RolloutRecord> = fc
  .record({
    plan: plans,
    stage: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom("none", "last") },
      { weight: 10, arbitrary: fc.nat(5) },
      fc.constant("off the plan"),
    ),
    stable: anyRelease,
    canary: anyRelease,
    previous: fc.option(anyRelease, { nil: undefined }),
    halted: fc.subarray([...RELEASES], { maxLength: 2 }),
    acted: blocks(...RELEASES),
    enteredAt: fc.oneof(
      { weight: 40, arbitrary: fc.constant(after(0)) },
      fc.constantFrom(...NO_TIMESTAMPS),
    ),
    owed: fc.option(anyRelease, { nil: undefined }),
  })
  .map(({ stage, previous, halted, acted, owed, ...rest }) => {
    const fixed: Record<string, number> = { none: 0, last: 100, "off the plan": 37 };
    return record({
      ...rest,
      percentage: fixed[stage] ?? rest.plan[Number(stage)]?.percentage ?? 0,
      halted: halted.map((one) => built.haltedAs(one)),
      acted: blocksOf(acted),
      ...(previous && { previous }),
      ...(owed && { owed: { ended: "finish", release: owed, at: after(0) } }),
    });
  });

/** A request for a record: often near what it has, so that every row comes up. */
function requests(of: RolloutRecord): fc.Arbitrary<Request> {
  const stages = of.plan.map((stage) => stage.percentage);
  const next = stages.find((stage) => stage > of.percentage) ?? of.percentage;
  const strange = fc.constantFrom(...RELEASES, ...CONTRADICTIONS);
  return fc
    .record({
      percentage: fc.oneof(
        { weight: 4, arbitrary: fc.constant(of.percentage) },
        { weight: 4, arbitrary: fc.constant(next) },
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.constantFrom(...stages) },
        fc.integer({ min: 0, max: 100 }),
      ),
      stable: fc.oneof(
        { weight: 6, arbitrary: fc.constant(of.stable) },
        { weight: 2, arbitrary: fc.constantFrom(of.canary, of.previous ?? of.canary) },
        strange,
      ),
      canary: fc.oneof(
        { weight: 8, arbitrary: fc.constant(of.canary) },
        { weight: 2, arbitrary: fc.constant(undefined) },
        strange,
      ),
      plan: fc.oneof({ weight: 3, arbitrary: fc.constant(of.plan) }, plans),
      blocks: blocks(of.canary, of.canary, ...RELEASES),
    })
    .map(({ blocks: applied, ...rest }) => ({ ...rest, ...applied }));
}

const timestamps = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -HOUR, max: 4 * HOUR }).map(after) },
  fc.constantFrom(...NO_TIMESTAMPS),
);

const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    now: timestamps,
    required: fc.subarray(
      ["a", "b"].map((item) => built.requiredItem(item)),
      { maxLength: 1 },
    ),
    closeOut: fc.subarray([built.requiredItem("c")]),
    result: fc.array(
      fc.tuple(
        fc.constantFrom("a", "b", "c"),
        anyRelease,
        timestamps,
        fc.constantFrom("pass", "pass", "fail"),
      ),
      { maxLength: 4 },
    ),
    freezes: rarely(fc.constant([built.freeze()])),
    exemptions: fc.subarray(
      ["a", "b", "c", "release-changed"].map((item) => built.exemption(item)),
    ),
    lapsed: rarely(
      fc.constant([
        { refuses: "every increase" as const, observed: "a limit" },
        { refuses: "the start" as const, observed: "a plan" },
      ]),
    ),
    traffic: fc.constantFrom(
      NO_DRIFT,
      NO_DRIFT,
      { ...NO_DRIFT, drift: ["the canary has 0 % now"] },
      { ...NO_DRIFT, pending: ["updating traffic-canary"] },
      { ...NO_DRIFT, unknown: ["no answer"] },
    ),
    gate: rarely(
      fc.record({
        verdict: fc.constantFrom("open", "open", "closed", "inconclusive"),
        measurements: fc.constant([
          { name: "errors", verdict: "inconclusive", observed: "no data" } as const,
        ]),
        recoveredAt: rarely(timestamps),
      }),
    ),
  })
  .map(({ now, required, closeOut, result, freezes = [], exemptions, lapsed, traffic, gate }) => ({
    now,
    stamp: STAMP,
    evidence: {
      required,
      closeOut,
      recorded: result.map(([item, { deployment }, at, verdict]) =>
        built.recordedEvidence(item, { release: deployment, at, verdict }),
      ),
    },
    freezes,
    exemptions,
    lapsed,
    traffic,
    gate,
  }));

/** Facts that nothing stands against, so that deep states are reached. */
const goodFacts: fc.Arbitrary<Facts> = fc
  .record({
    now: timestamps,
    gate: fc.constantFrom(undefined, built.gate("open")),
    exempt: rarely(fc.constant(true)),
  })
  .map(({ exempt, ...rest }) =>
    built.facts({
      ...rest,
      stamp: STAMP,
      exemptions: exempt ? [built.exemption("release-changed")] : [],
    }),
  );

export interface Pair {
  readonly record: RolloutRecord;
  readonly request: Request;
  readonly facts: Facts;
}

/** Records that need not be reachable, requests for them, and facts of every kind. */
export const pairs: fc.Arbitrary<Pair> = records.chain((of) =>
  fc.record({
    record: fc.constant(of),
    request: requests(of),
    facts: fc.oneof(goodFacts, someFacts),
  }),
);

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, arbitrary);
}
