import assert from "node:assert/strict";
import { evidenced } from "../../checklist/item.ts";
import { defaultOf } from "../../cli/verify/defaults.ts";
import { ITEMS, itemOf } from "../../checklist/items.ts";
import {
  coverageIn,
  EVERYTHING,
  CHECKED_BY_VERIFY,
  notApplicable,
  outOfScope,
  type Scope,
} from "../../checklist/scope.ts";
import { lackingWith } from "../../rollout/monitors.ts";
import { PARTS, type Absences, type Part } from "../../rollout/parts.ts";

function without(absent: Absences, existing: readonly Part[] = []): Scope {
  return { absent, existing, lacking: lackingWith(absent), verify: {} };
}

function item(id: string) {
  const result = itemOf(id);
  assert.ok(result, id);
  return result;
}

describe("what of the checklist applies", () => {
  it("is all of it where a stack has everything", () => {
    assert.deepEqual(outOfScope(EVERYTHING), {});
    for (const one of ITEMS) assert.deepEqual(coverageIn(one, EVERYTHING), one.coveredBy);
  });

  const cases: readonly (readonly [part: Part, items: readonly string[]])[] = [
    [
      "database",
      ["env-db-migrations", "post-db-connections", "perf-db-query", "alert-db-errors-crit"],
    ],
    ["redis", ["env-redis-cleared", "post-redis-connections", "alert-redis-crit"]],
    ["payment", ["test-payments", "ux-payments"]],
    ["realtime", ["test-realtime", "post-realtime"]],
    ["slack", ["chan-slack"]],
    ["executive", ["stake-exec"]],
    ["archive", ["clean-archive-logs"]],
    [
      "checks",
      [
        ...["test-api-endpoints", "test-ui-components", "test-auth-flows", "test-realtime"],
        ...["canary-user-flows", "full-critical-flows", "post-realtime", "ux-critical-flows"],
        ...["ux-ui-rendering", "ux-links-assets", "ux-auth", "rbv-user-flows"],
        "mon-user-experience",
      ],
    ],
    ["cpu", []],
    ["aws", []],
    ["paymentMetrics", []],
  ];
  for (const [part, items] of cases) {
    it(`is all but ${items.join(", ") || "nothing"} without ${PARTS[part]}`, () => {
      assert.deepEqual(Object.keys(outOfScope(without({ [part]: "so it is" }))), items);
    });
  }

  it("is what some part still covers: the last one takes it along, with every reason", () => {
    const cpu = item("mon-business-metrics");
    assert.equal(notApplicable(cpu, without({ paymentMetrics: "no till" })), undefined);
    assert.equal(
      notApplicable(cpu, without({ paymentMetrics: "no till", checkoutMetrics: "no cart" })),
      "no count of payments: no till; no count of checkouts: no cart",
    );
  });

  it("is what the team names a command for, whatever covers it no more", () => {
    const scope = without({ checks: "not bought" });
    const verify = { "ux-auth": { command: ["npm", "run", "sign-in"] } };
    assert.equal(notApplicable(item("ux-auth"), { ...scope, verify }), undefined);
    assert.equal(notApplicable(item("ux-auth"), scope), "no synthetic tests: not bought");
  });

  it("is what verify checks without a monitor", () => {
    const watched = ITEMS.filter(
      (one) =>
        evidenced(one) === "verify" &&
        one.coveredBy.some((coverage) => coverage.by === "gate" && "monitors" in coverage),
    );
    assert.deepEqual(
      watched.filter((one) => defaultOf(one)?.name !== "monitors at Datadog").map(({ id }) => id),
      ITEMS.filter(({ id }) => CHECKED_BY_VERIFY.includes(id)).map(({ id }) => id),
    );
  });

  it("says why, by the name of the part", () => {
    assert.equal(
      notApplicable(item("chan-slack"), without({ slack: "we meet" })),
      "no Slack: we meet",
    );
  });

  it("has no resource of what is there already, and the policy that looks at it", () => {
    const scope = without({}, ["slack"]);
    assert.equal(notApplicable(item("chan-slack"), scope), undefined);
    assert.deepEqual(
      coverageIn(item("chan-slack"), scope).map(({ by }) => by),
      ["policy"],
    );
  });

  it("never leaves out errors, health and going back", () => {
    const everything = Object.fromEntries(
      (Object.keys(PARTS) as Part[]).map((part) => [part, "none of it"]),
    );
    const gone = outOfScope(without(everything));
    for (const id of [
      "canary-verify-health",
      "canary-error-rates",
      "trig-error-5pct",
      "trig-critical-broken",
      "rb-halt",
      "rb-execute",
      "rb-verify-success",
      "rbv-error-rates",
      "roll-soak-15m",
      "full-promote",
    ])
      assert.equal(gone[id], undefined, id);
  });
});
