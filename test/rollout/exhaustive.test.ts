import assert from "node:assert/strict";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Request } from "../../rollout/request.ts";
import { RELEASES } from "./arbitrary.ts";
import { after, facts, halt, HOUR, nextOf, OLD, record, resume, rollback } from "./build.ts";
import { rowOf, TRANSITIONS } from "./table.ts";

const STAGES = [10, 50, 100];
const PLAN = STAGES.map((percentage) => ({ percentage, soak: HOUR }));

/** Time is known in two kinds alone: the soak is over, or it is not. */
const SOAKED = facts({ now: after(HOUR) });
const SOAKING = facts({ now: after(HOUR - 1) });

/** A reachable record, with the stages that its canary has held since it started. */
interface State {
  readonly record: RolloutRecord;
  readonly held: readonly number[];
}

/** No block, each kind for each release, and every pair and all three for one release. */
const BLOCKS: readonly Partial<Request>[] = [
  {},
  ...RELEASES.flatMap((of) => {
    const each = { rollback: rollback(of), halt: halt(of), resume: resume(of) };
    const { rollback: back, halt: stop, resume: go } = each;
    return [
      ...[{ rollback: back }, { halt: stop }, { resume: go }],
      ...[
        { rollback: back, halt: stop },
        { rollback: back, resume: go },
        { halt: stop, resume: go },
      ],
      each,
    ];
  }),
];

/** Every request: each stage, 0 and a percentage that is none; each two releases; each set of blocks. */
const REQUESTS: readonly Request[] = [0, ...STAGES, 30].flatMap((percentage) =>
  RELEASES.flatMap((stable) =>
    RELEASES.flatMap((canary) =>
      BLOCKS.map((blocks) => ({ percentage, stable, canary, plan: PLAN, ...blocks })),
    ),
  ),
);

/** The state without what no later judgement depends on: times, texts, and blocks that had their turn. */
function stateOf(next: RolloutRecord, held: readonly number[]): State {
  const { stable, canary, previous, percentage } = next;
  const halted = RELEASES.filter((of) => next.halted.some((one) => one.release === of));
  const lines = halted.map((of) => ({ release: of, reason: "", at: after(0) }));
  const existing = { stable, canary, percentage, plan: PLAN, halted: lines };
  return { record: record(previous ? { ...existing, previous } : existing), held };
}

function keyOf({ record, held }: State): string {
  const { stable, canary, previous, percentage, halted } = record;
  const names = [stable, canary, previous, ...halted.map((one) => one.release)];
  return JSON.stringify([percentage, held, ...names.map((of) => of?.version)]);
}

/** What one pair comes to; every rule that must hold for each pair is asserted on the way. */
function step({ record, held }: State, request: Request, soaked: boolean): State | undefined {
  const facts = soaked ? SOAKED : SOAKING;
  const judged = judge(record, request, facts);
  const next = nextOf(judged);
  const row = rowOf(record, request);
  const allowed = judged.refusals.length === 0;
  assert.ok(TRANSITIONS[row]?.includes(judged.transition));
  assert.ok(row < 11 || row === 13 || !allowed, "rows 11 and 12 refuse");

  if (request.percentage === 0) assert.equal(next.percentage, 0);
  const stages = [0, ...STAGES];
  if (request.percentage < record.percentage && stages.includes(request.percentage))
    assert.ok(allowed);
  if (!allowed) return undefined;

  const full =
    next.percentage === request.percentage &&
    next.stable === request.stable &&
    next.canary === request.canary;
  if (full) assert.equal(judge(next, request, facts).next, next);

  const halted = record.halted.some((one) => one.release === record.canary);
  const holding = soaked && record.percentage > 0 ? [...held, record.percentage] : held;
  if (next.percentage > record.percentage) {
    assert.ok(!halted);
    assert.ok(soaked || record.percentage === 0);
    assert.equal(stages.indexOf(next.percentage), stages.indexOf(record.percentage) + 1);
  }
  if (judged.transition === "promote") {
    assert.ok(!halted);
    assert.deepEqual(holding, STAGES, "it held every stage");
    assert.equal(next.previous, record.stable);
  } else {
    // By induction, what was stable stays the only thing that can become it.
    assert.ok([record.stable, record.previous].includes(next.stable));
    assert.ok(next.previous === undefined || next.previous === record.previous);
  }
  return stateOf(
    next,
    holding.filter((stage) => stage < next.percentage),
  );
}

describe("three releases, three stages, blocks of each kind", () => {
  it("keep every rule for every reachable record and every request", () => {
    const first = stateOf(record({ canary: OLD }), []);
    const visited = new Map([[keyOf(first), first]]);
    const reached = new Set<string>();
    // A map hands out what is added to it while it is walked through.
    for (const state of visited.values()) {
      for (const request of REQUESTS) {
        for (const soaked of [true, false]) {
          const next = step(state, request, soaked);
          if (next) visited.set(keyOf(next), visited.get(keyOf(next)) ?? next);
        }
      }
      const { percentage, previous, stable, canary, halted } = state.record;
      const facets = [
        `${percentage} %`,
        stable === canary && "one release",
        previous && "previous",
        halted.length > 0 && "halted",
      ];
      reached.add(facets.filter(Boolean).join(", "));
    }
    for (const name of [
      ...["0 %, one release", "0 %", "0 %, halted", "0 %, previous, halted"],
      ...["10 %", "50 %", "50 %, halted", "100 %", "100 %, halted"],
      ...["100 %, one release, previous", "100 %, one release, previous, halted"],
      ...["50 %, one release, previous", "0 %, one release, previous"],
    ]) {
      assert.ok(reached.has(name), `${name} was not reached`);
    }
  });
});
