import assert from "node:assert/strict";
import { EVERYTHING } from "../../checklist/scope.ts";
import { itemOf } from "../../checklist/items.ts";
import { stateOf, type Held, type Situation } from "../../checklist/state.ts";
import { TRIGGERS } from "../../rollout/triggers.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import {
  after,
  evidence,
  exemption,
  facts,
  recordedEvidence,
  gate,
  HOUR,
  OLD,
  record,
  rolling,
} from "../rollout/build.ts";

const monitor = (key: string): Held => ({
  type: "datadog:index/monitor:Monitor",
  name: `monitoring-${key}`,
  created: after(-HOUR),
});

function situation(of: RolloutRecord | undefined, over: Partial<Situation> = {}): Situation {
  return {
    record: of,
    facts: facts(),
    nextIncrease: [],
    resources: { production: [], staging: [] },
    gate: "no share is to increase next",
    ages: {},
    scope: EVERYTHING,
    exempted: [],
    unconfigured: [],
    ...over,
  };
}

function state(id: string, of: RolloutRecord | undefined, over: Partial<Situation> = {}) {
  const item = itemOf(id);
  assert.ok(item, id);
  return stateOf(item, situation(of, over));
}

const START = { nextIncrease: ["start"] } as const;
const owed = (ended: "finish" | "roll back") =>
  record({ owed: { ended, release: OLD, at: after(0) } });
const verified = (item: string, at: string, release = OLD.deployment) => ({
  facts: facts({ evidence: evidence({ recorded: [recordedEvidence(item, { at, release })] }) }),
});

describe("how it stands with an item", () => {
  it("is not yet needed before anything requires it", () => {
    const { state: is, by } = state("cq-lint", record());
    assert.deepEqual([is, by], ["not yet needed", "it is required at the start"]);
    assert.equal(state("cq-lint", undefined).state, "not yet needed");
    assert.equal(state("full-promote", rolling(50)).state, "not yet needed");
    assert.equal(state("post-app-health", record()).state, "not yet needed");
    assert.equal(state("rb-root-cause", owed("finish")).state, "not yet needed");
  });

  it("is met, unmet or stale at the time that requires it, by what was verified", () => {
    const none = state("cq-lint", record(), START);
    assert.equal(none.state, "unmet");
    assert.match(none.by, /evidence of a command for 1\.5\.0: missing/);
    assert.match(none.todo ?? "", /\.\/canary verify cq-lint$/);
    const good = facts({ evidence: evidence({ recorded: [recordedEvidence("cq-lint")] }) });
    const met = state("cq-lint", record(), { ...START, facts: good });
    assert.deepEqual([met.state, met.since, met.todo], ["met", after(HOUR), undefined]);
    const old = facts({
      evidence: evidence({ recorded: [recordedEvidence("cq-lint", { at: after(-30 * HOUR) })] }),
    });
    assert.equal(state("cq-lint", record(), { ...START, facts: old }).state, "stale");
    const younger = { ...START, facts: good, ages: { "cq-lint": 60 } };
    assert.equal(state("cq-lint", record(), younger).state, "stale");
    const failed = facts({
      evidence: evidence({ recorded: [recordedEvidence("cq-lint", { verdict: "fail" })] }),
    });
    assert.equal(state("cq-lint", record(), { ...START, facts: failed }).state, "unmet");
  });

  it("is unmet where its file is broken, and where nobody named a command for it", () => {
    const faults = [
      { release: record().canary.deployment, message: "evidence/1.json is not JSON" },
    ];
    const broken = facts({
      evidence: evidence({ recorded: [recordedEvidence("cq-lint")], faults }),
    });
    const observed = state("cq-lint", record(), { ...START, facts: broken });
    assert.deepEqual([observed.state, observed.by], ["unmet", "evidence/1.json is not JSON"]);
    const unnamed = state("cq-unit-tests", record(), { ...START, unconfigured: ["cq-unit-tests"] });
    assert.match(unnamed.todo ?? "", /verify\.cq-unit-tests\.$/);
  });

  it("is met once the rollout has gone past what required it", () => {
    assert.equal(state("cq-lint", rolling(10)).state, "met");
    assert.equal(state("roll-25", rolling(25)).state, "met");
    assert.equal(state("roll-50", rolling(25)).state, "not yet needed");
    assert.equal(state("cq-security-audit", rolling(75), { nextIncrease: ["100"] }).state, "unmet");
  });

  it("is exempt where it was exempted", () => {
    const exempt = facts({ exemptions: [exemption("cq-lint")] });
    const exempted = [
      { ...exemption("cq-lint"), lets: "that its evidence is missing at the start" },
    ];
    const {
      state: is,
      by,
      todo,
    } = state("cq-lint", record(), {
      ...START,
      ...{ facts: exempt, exempted },
    });
    assert.deepEqual([is, by], ["exempt", "Ada: no mail in staging"]);
    assert.equal(
      todo,
      `It allows that its evidence is missing at the start; until ${after(3 * HOUR)}.`,
    );
  });

  it("is met by a resource that the state holds, since it was made, and by nothing less", () => {
    const of = rolling(10);
    const resources = { production: [monitor("error-rate")], staging: [] };
    const met = state("alert-error-crit-5", of, { resources });
    assert.deepEqual([met.state, met.since], ["met", after(-HOUR)]);
    assert.match(met.by, /policy alert-thresholds, at each preview and update/);
    const missing = state("alert-error-crit-5", of);
    assert.equal(missing.state, "unmet");
    assert.match(missing.by, /Monitor monitoring-error-rate is not in the state of production/);
    const unread = state("alert-error-crit-5", of, {
      resources: { production: "the stack production cannot be opened", staging: [] },
    });
    assert.deepEqual(
      [unread.state, unread.todo],
      ["unmet", "the stack production cannot be opened"],
    );
  });

  it("waits for a monitor that compares two releases until there are two", () => {
    const finished = record({ canary: record().stable });
    assert.equal(state("trig-latency-2x", finished).state, "not yet needed");
    assert.equal(state("trig-latency-2x", rolling(10)).state, "unmet");
  });

  it("has no policy to thank where no monitor can detect what calls for a roll back", () => {
    const broken = TRIGGERS.find(({ item }) => item === "trig-critical-broken");
    const [one = "", ...others] = broken?.monitors ?? [];
    const without = (keys: readonly string[]) => ({
      scope: { ...EVERYTHING, lacking: Object.fromEntries(keys.map((key) => [key, "no tests"])) },
      resources: { production: [monitor(one)], staging: [] },
    });
    const watched = state("trig-critical-broken", record(), without(others));
    assert.match(
      watched.by,
      /policy rollback-triggers, at each preview and update; \.\/canary rollback$/,
    );
    const unseen = state("trig-critical-broken", record(), without([one, ...others]));
    assert.equal(unseen.by, "./canary rollback; no monitor detects it (no tests)");
  });

  it("is what the gate said of its monitors, and unmet where the gate was not queried", () => {
    const of = rolling(10);
    const resources = { production: [monitor("error-rate")], staging: [] };
    const requested = { nextIncrease: ["25"], resources } as const;
    const said = (verdict: "open" | "closed" | "warning" | "inconclusive") =>
      gate("open", {
        measurements: [{ key: "error-rate", name: "Error rate", verdict, observed: "6.2 %" }],
      });
    const of25 = (verdict: Parameters<typeof said>[0]) =>
      state("canary-error-rates", of, { ...requested, gate: said(verdict) });
    assert.equal(of25("open").state, "met");
    assert.equal(of25("warning").state, "met");
    assert.deepEqual(
      [of25("closed").state, of25("closed").by],
      ["unmet", "gate: Error rate 6.2 %"],
    );
    assert.equal(of25("inconclusive").state, "unmet");
    const unqueried = state("canary-error-rates", of, { ...requested, gate: "it was not queried" });
    assert.match(unqueried.by, /it was not queried/);
    assert.equal(unqueried.state, "unmet");
  });

  it("is the soak that is left", () => {
    const next = { nextIncrease: ["50"] } as const;
    const of = rolling(25);
    assert.equal(state("roll-soak-15m", of, next).state, "met");
    const early = { ...next, facts: facts({ now: after(60) }) };
    assert.match(state("roll-soak-15m", of, early).by, /14 min to go/);
    const record = { type: "aws:route53/record:Record", name: "traffic-canary" };
    const resources = { production: [record], staging: [] };
    assert.equal(state("roll-50", of, { ...next, resources }).state, "not yet needed");
  });

  it("is owed once a rollout has ended, whatever its age, and late after a roll back", () => {
    const finished = owed("finish");
    assert.equal(state("doc-learnings", finished).state, "unmet");
    assert.equal(
      state("doc-learnings", finished, verified("doc-learnings", after(1))).state,
      "met",
    );
    assert.equal(
      state("doc-learnings", finished, verified("doc-learnings", after(-1))).state,
      "stale",
    );
    const back = owed("roll back");
    const due = /late: due by 2026-01-31T14:00/;
    assert.doesNotMatch(state("rb-root-cause", back).by, /late/);
    const late = { facts: facts({ now: after(3 * HOUR) }) };
    assert.match(state("rb-root-cause", back, late).by, due);
    const then = {
      facts: facts({
        now: after(5 * HOUR),
        evidence: evidence({
          recorded: [
            recordedEvidence("rb-root-cause", { at: after(4 * HOUR), release: OLD.deployment }),
          ],
        }),
      }),
    };
    const met = state("rb-root-cause", back, then);
    assert.equal(met.state, "met");
    assert.match(met.by, due);
  });
});
