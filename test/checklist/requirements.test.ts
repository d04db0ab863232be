import assert from "node:assert/strict";
import { requirementsOf } from "../../checklist/requirements.ts";
import { EVIDENCED } from "../../checklist/items.ts";
import { after, NEW, OLD, record, request, rolling } from "../rollout/build.ts";

const PLAN = [1, 10, 25, 50, 75, 100].map((percentage) => ({ percentage, soak: 60 }));
const PRE = /^(cq|env|test)-/;

/** The items that a request requires of the canary. */
function requested(...[of, over]: [Parameters<typeof request>[0], Parameters<typeof request>[1]]) {
  return requirementsOf(of, request(of, over)).required.map(({ item }) => item);
}

describe("what a transition asks evidence for", () => {
  it("is all that comes before deployment, at a start", () => {
    const items = requested(record(), { percentage: 10 });
    assert.deepEqual(
      items,
      EVIDENCED.map(({ id }) => id).filter((id) => PRE.test(id)),
    );
    assert.equal(items.length, 16);
  });

  it("is what a stage needs, at the advance that reaches it", () => {
    assert.deepEqual(requested(rolling(10), { percentage: 25 }), ["canary-user-flows"]);
    assert.deepEqual(requested(rolling(25), { percentage: 50 }), []);
    assert.deepEqual(requested(rolling(50), { percentage: 75 }), []);
    assert.deepEqual(requested(rolling(75), { percentage: 100 }), ["cq-security-audit"]);
  });

  it("counts the stages of a finer plan by what they reach", () => {
    const at = (percentage: number) => rolling(percentage, { plan: PLAN });
    assert.deepEqual(requested(at(1), { percentage: 10 }), []);
    assert.deepEqual(requested(at(10), { percentage: 25 }), ["canary-user-flows"]);
    const uneven = [...PLAN, { percentage: 30, soak: 60 }].filter(
      ({ percentage }) => percentage !== 25,
    );
    uneven.sort((a, b) => a.percentage - b.percentage);
    assert.deepEqual(requested(rolling(10, { plan: uneven }), { percentage: 30 }), [
      "canary-user-flows",
    ]);
  });

  it("is what the next stage needs where one is skipped", () => {
    assert.deepEqual(requested(rolling(10), { percentage: 100 }), ["canary-user-flows"]);
    assert.equal(requested(record(), { percentage: 50 }).includes("canary-user-flows"), false);
  });

  it("is an approval, an audit and a purge, at the promote", () => {
    const items = requested(rolling(100), { stable: NEW });
    assert.deepEqual(items, ["cq-security-audit", "env-cdn-purged", "full-promote"]);
  });

  it("is nothing where nothing increases", () => {
    assert.deepEqual(requested(rolling(25), { percentage: 25 }), []);
    assert.deepEqual(requested(rolling(25), { percentage: 10 }), []);
    assert.deepEqual(requested(rolling(25), { percentage: 0 }), []);
    assert.deepEqual(requested(record(), {}), []);
  });

  it("names who produces each, and how old it may be at a start", () => {
    const of = record();
    const { required } = requirementsOf(of, request(of, { percentage: 10 }), { "cq-tsc": 60 });
    const match = (id: string) => required.find(({ item }) => item === id);
    assert.deepEqual(match("cq-lint"), {
      item: "cq-lint",
      within: 24 * 60 * 60,
      how: "verify",
    });
    assert.equal(match("cq-tsc")?.within, 60);
    assert.equal(match("test-payments")?.how, "attest");
  });
});

describe("what a rollout owes once it has ended", () => {
  const owed = (ended: "finish" | "roll back" | "revert") => {
    const of = record({ owed: { ended, release: OLD, at: after(0) } });
    return requirementsOf(of, request(of, { percentage: 10 })).closeOut.map(({ item }) => item);
  };

  it("is nothing before the first one", () => {
    const of = record();
    assert.deepEqual(requirementsOf(of, request(of, { percentage: 10 })).closeOut, []);
  });

  it("is documentation and clean-up, however it ended", () => {
    for (const ended of ["finish", "roll back", "revert"] as const) {
      assert.ok(owed(ended).includes("doc-learnings"));
      assert.ok(owed(ended).includes("clean-rotate-credentials"));
    }
  });

  it("is what everyone sees where it was finished, and no roll back's verification", () => {
    const items = owed("finish");
    for (const item of ["full-ssl", "post-app-health", "perf-cpu", "ux-payments"])
      assert.ok(items.includes(item), item);
    assert.equal(
      items.some((item) => item.startsWith("rb")),
      false,
    );
  });

  it("is the roll back's verification where it was taken back", () => {
    assert.deepEqual(owed("revert"), owed("roll back"));
    const items = owed("roll back");
    for (const item of ["rb-root-cause", "rb-communicate", "rbv-error-rates"])
      assert.ok(items.includes(item), item);
    assert.equal(
      items.some((item) => /^(post|perf|ux|full)-/.test(item)),
      false,
    );
  });
});
