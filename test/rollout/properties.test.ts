import assert from "node:assert/strict";
import * as fc from "fast-check";
import { judge } from "../../rollout/judge.ts";
import { isUnreadable, readRecord } from "../../rollout/record.ts";
import { equalReleases } from "../../rollout/release.ts";
import { blocksOf } from "../../rollout/request.ts";
import { pairs } from "./arbitrary.ts";
import { nextOf, rules } from "./build.ts";
import { always, frozen, RUNS, whenAllowed } from "./property.ts";
import { rowOf, TRANSITIONS } from "./table.ts";

/** How many of the pairs each kind of judgement must come up for, lest a property says nothing. */
const LEAST = 10;

// prettier-ignore
const KINDS = [
  ...["first", "finish", "roll back", "step back", "revert", "halt", "resume", "hold", "prepare"],
  ...["promote", "start", "advance"],
  ...["promote refused", "start refused", "advance refused", "refused refused"],
  ...["release-changed", "one-change-at-a-time", "no-such-stage", "no-canary", "halted"],
  ...["stage-skipped", "soak", "clock-went-back", "frozen", "evidence", "close-out", "gate"],
];

describe("of any record, request and facts", () => {
  it("every kind comes up, allowed and refused", () => {
    const counts = new Map<string, number>();
    for (const { record, request, facts } of fc.sample(pairs, RUNS)) {
      const judged = judge(record, request, facts);
      const kind = judged.transition + (judged.refusals.length === 0 ? "" : " refused");
      for (const one of [kind, ...rules(judged)]) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    const few = KINDS.filter((kind) => (counts.get(kind) ?? 0) < LEAST);
    assert.deepEqual(few, [], JSON.stringify(Object.fromEntries(counts)));
  });

  always("exactly one row of the table is theirs", ({ record, request, facts }, { transition }) => {
    const row = rowOf(record, request);
    if (transition === "first" && row === 11) {
      assert.ok(facts.exemptions.some((one) => one.item === "release-changed"));
    } else assert.ok(TRANSITIONS[row]?.includes(transition), `row ${row}, judged ${transition}`);
  });

  always("only an increase is judged as one", ({ record, request }, { transition }) => {
    if (transition !== "start" && transition !== "advance") return;
    assert.ok(request.percentage > record.percentage);
  });

  always("each rule of rows 11 and 12 refuses by itself", ({ record, request }, judged) => {
    const row = rowOf(record, request);
    if (judged.transition === "first" || row < 11) return;
    const { plan } = record.percentage > 0 ? record : request;
    const stages = [0, ...plan.map((stage) => stage.percentage)];
    assert.equal(rules(judged).includes("release-changed"), row === 11);
    assert.equal(rules(judged).includes("no-such-stage"), !stages.includes(request.percentage));
  });

  always("they are left as they are, and judged the same again", (pair) => {
    const { record, request, facts } = frozen(pair);
    assert.deepEqual(judge(record, request, facts), judge(record, request, facts));
  });

  always("a request for 0 % ends at 0 %", ({ request }, judged) => {
    if (request.percentage === 0) assert.equal(nextOf(judged).percentage, 0);
  });

  always("a refusal says what was observed and what to do", (_, { refusals }) => {
    for (const { observed, remedy } of refusals)
      assert.ok(observed.length > 0 && remedy.length > 0);
  });

  always("a hold, and nothing else, keeps the very record", ({ record }, judged) => {
    assert.equal(judged.next === record, judged.transition === "hold");
  });

  whenAllowed("what was applied in full is a hold the next time", ({ request, facts }, judged) => {
    const next = nextOf(judged);
    const { percentage, stable, canary = stable } = request;
    const asRequested = equalReleases(next.stable, stable) && equalReleases(next.canary, canary);
    if (!asRequested || next.percentage !== percentage) return;
    assert.equal(judge(next, request, facts).next, next);
  });

  whenAllowed("a release leaves the halted list by its own resume alone", (pair, judged) => {
    const { halted, canary } = pair.record;
    const listed = new Set(nextOf(judged).halted.map((one) => one.release.deployment));
    const gone = halted.map((one) => one.release.deployment).filter((one) => !listed.has(one));
    if (gone.length === 0) return;
    assert.equal(judged.transition, "resume");
    assert.deepEqual(
      [...gone, pair.request.resume?.release],
      [canary.deployment, canary.deployment],
    );
  });

  whenAllowed("every block has its turn, once, and stays on record", (pair, judged) => {
    if (judged.transition === "hold") return;
    const { acted } = nextOf(judged);
    assert.deepEqual(acted.slice(0, pair.record.acted.length), pair.record.acted);
    const texts = acted.map((one) => JSON.stringify(one));
    assert.equal(new Set(texts).size, texts.length);
    for (const block of blocksOf(pair.request)) assert.ok(texts.includes(JSON.stringify(block)));
  });

  always("a block that acted counts for nothing", ({ record, request, facts }) => {
    const { rollback, halt, resume, ...without } = request;
    const acted = [...record.acted, ...blocksOf({ rollback, halt, resume })];
    const existing = { ...record, acted };
    const bare = judge(existing, without, facts);
    assert.deepEqual({ ...judge(existing, request, facts), notes: [] }, { ...bare, notes: [] });
  });

  whenAllowed("the next record can be read again", ({ record }, judged) => {
    if (isUnreadable(readRecord(record))) return;
    const next = nextOf(judged);
    assert.deepEqual(readRecord(JSON.parse(JSON.stringify(next))), next);
  });
});
