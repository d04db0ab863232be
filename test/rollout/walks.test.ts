import assert from "node:assert/strict";
import * as fc from "fast-check";
import { judge } from "../../rollout/judge.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { RUNS } from "./property.ts";
import { walk, walks, type Deed } from "./walk.ts";

const WALKS = { seed: RUNS.seed, numRuns: 1200 };

/** Holds along every walk; `ledger` makes what is recorded along one. */
function along<T>(says: string, ledger: () => T, holds: (deed: Deed, recorded: T) => void): void {
  it(says, () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const recorded = ledger();
        for (const deed of walk(steps)) holds(deed, recorded);
      }),
      WALKS,
    );
  });
}

const id = (of: RolloutRecord | undefined, which: "stable" | "canary") =>
  of?.[which].deployment ?? "";
const increased = ({ before, after }: Deed) =>
  before !== undefined && (after?.percentage ?? 0) > before.percentage;

const isPromoted = (of: RolloutRecord | undefined) =>
  of?.percentage === 100 && id(of, "stable") === id(of, "canary");

/** What a walk can come to, by name. */
const REACHED: Readonly<Record<string, (deed: Deed) => boolean>> = {
  promoted: ({ after }) => after?.kind === "promote",
  finished: ({ after }) => after?.kind === "finish",
  "reverted from 100 %": ({ before, after }) =>
    before?.percentage === 100 && after?.kind === "revert",
  "reverted after a finish": ({ before, after }) =>
    before?.percentage === 0 && after?.kind === "revert",
  "rolled back after a promote": ({ before, after }) =>
    isPromoted(before) && after?.kind === "roll back",
  "halted on the way": ({ after }) => after?.kind === "halt" && after.percentage > 0,
  "halted while promoted": ({ before, after }) => isPromoted(before) && after?.kind === "halt",
  "prepared halted": ({ after }) =>
    after?.kind === "prepare" && after.halted.some((one) => one.release === after.canary),
  resumed: ({ after }) => after?.kind === "resume",
  "started after a resume": ({ before, after }) =>
    before?.kind === "resume" && after?.kind === "start",
  "stepped back": ({ after }) => after?.kind === "step back",
  "advanced after a step back": ({ before, after }) =>
    before?.kind === "step back" && after?.kind === "advance",
  "stepped back after a promote": ({ before, after }) =>
    isPromoted(before) && after?.kind === "step back",
  "a second rollout finished": ({ before, after }) =>
    before?.previous !== undefined && before.owed !== undefined && after?.kind === "finish",
  "a rollout on the way": ({ after }) => (after?.percentage ?? 0) > 0,
};

describe("along any walk from the first deployment", () => {
  it("far states are reached, each many times", () => {
    const counts = Object.fromEntries(Object.keys(REACHED).map((name) => [name, 0]));
    for (const steps of fc.sample(walks, WALKS)) {
      for (const deed of walk(steps)) {
        if (deed.after === deed.before) continue;
        for (const [name, reached] of Object.entries(REACHED)) {
          if (reached(deed)) counts[name] = (counts[name] ?? 0) + 1;
        }
      }
    }
    const few = Object.entries(counts).filter(([, count]) => count < 5);
    assert.deepEqual(few, [], JSON.stringify(counts));
  });

  along(
    "no release becomes stable that did not hold every stage of its plan, or was stable before",
    () => ({ entered: 0, plan: [] as Plan, held: new Set<number>(), served: new Set<string>() }),
    (deed, ledger) => {
      const { before, after, request, facts } = deed;
      if (!after || after === before) return;
      const now = Date.parse(facts.now);
      const left = ledger.plan.find((stage) => stage.percentage === before?.percentage);
      if (left && now - ledger.entered >= left.soak * 1000) ledger.held.add(left.percentage);
      if (after.kind === "promote") {
        const stages = ledger.plan.map((stage) => stage.percentage);
        assert.deepEqual([...ledger.held], stages);
      } else if (before) assert.ok(ledger.served.has(id(after, "stable")));
      ledger.served.add(id(after, "stable"));
      if (before?.percentage === 0 && after.percentage > 0) ledger.plan = request.plan;
      // A stage that was fallen back to, or below, must be held anew.
      for (const held of ledger.held) if (held >= after.percentage) ledger.held.delete(held);
      ledger.entered = now;
    },
  );

  along(
    "a halted release is neither increased nor promoted before its own resume",
    () => new Set<string>(),
    (deed, halted) => {
      const { before, after, request } = deed;
      if (!before || !after || after === before) return;
      const canary = id(before, "canary");
      if (increased(deed) || after.kind === "promote") assert.ok(!halted.has(canary));
      if (after.kind === "resume") {
        assert.equal(request.resume?.release, canary);
        halted.delete(canary);
      }
      if (after.kind === "halt" || after.kind === "roll back") halted.add(canary);
      if (after.kind === "revert") halted.add(id(before, "stable"));
    },
  );

  along(
    "a percentage increases by one stage of the plan it started with, after that stage's soak",
    () => ({ plan: [] as Plan }),
    (deed, started) => {
      const { before, after, facts, request } = deed;
      if (!before || !after || !increased(deed)) return;
      if (before.percentage === 0) started.plan = request.plan;
      const stages = [0, ...started.plan.map((stage) => stage.percentage)];
      assert.equal(stages.indexOf(after.percentage), stages.indexOf(before.percentage) + 1);
      const soak = started.plan.find((stage) => stage.percentage === before.percentage)?.soak ?? 0;
      const since = Math.max(
        ...[before.enteredAt, facts.gate?.recoveredAt ?? ""].map((at) => Date.parse(at) || 0),
      );
      assert.ok(Date.parse(facts.now) - since >= soak * 1000);
    },
  );

  along(
    "a fall is never refused, and what was applied in full holds",
    () => undefined,
    ({ before, request, facts, judged, after }) => {
      if (!before) return;
      const stages = [0, ...before.plan.map((stage) => stage.percentage)];
      if (request.percentage < before.percentage && stages.includes(request.percentage)) {
        assert.deepEqual(judged.refusals, []);
      }
      if (!after || judged.refusals.length > 0 || after.percentage !== request.percentage) return;
      const { stable, canary = stable } = request;
      if (id(after, "stable") !== stable.deployment || id(after, "canary") !== canary.deployment)
        return;
      assert.equal(judge(after, request, facts).next, after);
    },
  );
});
