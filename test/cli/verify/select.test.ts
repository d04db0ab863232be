import assert from "node:assert/strict";
import { EVERYTHING } from "../../../checklist/scope.ts";
import { select, type Selection } from "../../../cli/verify/select.ts";
import { UserError } from "../../../cli/userError.ts";
import {
  finished,
  NEW,
  NEXT,
  OLD,
  promoted,
  record,
  request,
  rolledBack,
  rolling,
} from "../../rollout/build.ts";

function items(of: Selection["record"], typed: string[] = [], over: Partial<Selection> = {}) {
  const selection = { typed, record: of, request: request(of), scope: EVERYTHING };
  return select({ ...selection, isCommand: () => false, isVerified: () => false, ...over }).map(
    ({ item, release }) => `${item.id} ${release.version}`,
  );
}

function refusal(of: Selection["record"], ...typed: string[]): string {
  try {
    items(of, typed);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("accepted");
}

describe("what is verified", () => {
  it("is before a start what the start asks and a command can show, of the canary", () => {
    const requested = items(record());
    assert.equal(requested.length, 15);
    assert.equal(requested[0], "cq-unit-tests 1.5.0");
    assert.ok(!requested.some((one) => one.startsWith("test-payments")), "a person attests it");
  });

  it("is what the stack file is about to prepare, before that is applied", () => {
    const of = record({ canary: OLD });
    const requested = items(of, [], { request: request(of, { canary: NEXT }) });
    assert.equal(requested[0], "cq-unit-tests 1.6.0");
  });

  it("is at a stage what the next one asks", () => {
    assert.deepEqual(items(rolling(10)), ["canary-user-flows 1.5.0"]);
    assert.deepEqual(items(rolling(25)), []);
    assert.deepEqual(items(rolling(75)), ["cq-security-audit 1.5.0"]);
    assert.deepEqual(items(rolling(100)), ["cq-security-audit 1.5.0", "env-cdn-purged 1.5.0"]);
    assert.deepEqual(items(promoted()), []);
  });

  it("is after an end what is owed for the release that it ended, and is not verified yet", () => {
    const owed = items(finished());
    assert.ok(owed.includes("full-ssl 1.5.0") && owed.includes("clean-debug-code 1.5.0"));
    assert.ok(!owed.some((one) => one.startsWith("rbv-") || one.startsWith("cq-")));
    const back = items(rolledBack());
    assert.ok(back.includes("rbv-app-health 1.5.0") && !back.includes("full-ssl 1.5.0"));
    assert.ok(!back.some((one) => one.startsWith("cq-")), "a halted release does not start");
    const left = items(finished(), [], { isVerified: (item) => item !== "full-ssl" });
    assert.deepEqual(left, ["full-ssl 1.5.0"]);
  });

  it("is before the next start both, each of its own release", () => {
    const of = finished({ canary: NEXT });
    const both = items(of);
    assert.ok(both.includes("cq-lint 1.6.0") && both.includes("full-ssl 1.5.0"));
  });

  it("is no more owed once the next rollout has begun", () => {
    const { owed } = finished();
    assert.ok(owed);
    assert.deepEqual(items(rolling(10, { owed })), ["canary-user-flows 1.5.0"]);
  });

  it("is what is named, an item or a section, in the checklist's order", () => {
    assert.deepEqual(items(record(), ["cq-tsc", "cq-lint"]), ["cq-lint 1.5.0", "cq-tsc 1.5.0"]);
    assert.equal(items(record(), ["code-quality", "cq-lint"]).length, 6);
    assert.equal(items(record(), ["testing"]).length, 5, "without what a person attests");
  });

  it("is an item that a person attests, where the stack file names a command for it", () => {
    assert.deepEqual(items(record(), ["test-payments"], { isCommand: () => true }), [
      "test-payments 1.5.0",
    ]);
  });

  it("is refused in words where a name is wrong, all at once", () => {
    assert.match(
      refusal(record(), "cq-luck", "test-payments", "stake-dev"),
      /^cq-luck is no item and no section\ntest-payments is attested by a person: \.\/canary attest test-payments --by NAME\nstake-dev needs no evidence: .*\nItems are listed by .*; sections are code-quality, /,
    );
  });

  it("is refused where there is no release that it could be verified of", () => {
    assert.match(refusal(record(), "full-ssl"), /^full-ssl is verified once a rollout has ended/);
    const none = record({ canary: NEW, stable: NEW });
    assert.match(refusal(none, "cq-lint"), /^cq-lint is verified of a canary, and there is none/);
  });
});
