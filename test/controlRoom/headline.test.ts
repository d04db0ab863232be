import assert from "node:assert/strict";
import { headlineOf } from "../../controlRoom/headline.ts";
import { halted, record, stable } from "./record.ts";

const text = (...args: Parameters<typeof headlineOf>) => headlineOf(...args).text;

describe("the control room's headline", () => {
  it("says who takes what", () => {
    assert.equal(text(record), "1.5.0 takes 25 %, 1.4.0 is stable");
    assert.equal(text({ ...record, percentage: 0 }), "1.5.0 is prepared; 1.4.0 serves everyone");
    assert.equal(text({ ...record, canary: stable, percentage: 0 }), "1.4.0 serves everyone");
    assert.equal(headlineOf(record).bad, false);
  });

  it("says after a roll back which trigger it was, with its numbers below", () => {
    const reason = "Error rate 5.19 %, critical above 5 %";
    const back = { ...halted({ trigger: "error rate above 5 %", reason }), percentage: 0 };
    assert.deepEqual(headlineOf({ ...back, kind: "roll back" }), {
      text: "Rolled back: error rate above 5 %",
      detail: reason,
      bad: true,
    });
  });

  it("says what the engineer typed, where one rolled it back", () => {
    const trigger = "observed by the engineer on call";
    const back = (reason: string) =>
      text({ ...halted({ trigger, reason }), percentage: 0, kind: "roll back" });
    assert.equal(back("checkout fails"), "Rolled back: checkout fails");
    assert.equal(back("not given"), `Rolled back: ${trigger}`);
  });

  it("tells a halt from a roll back", () => {
    assert.equal(text(halted({ reason: "checkout" })), "1.5.0 is halted at 25 %: checkout");
    const prepared = { ...halted({ reason: "checkout" }), percentage: 0, kind: "prepare" } as const;
    assert.equal(text(prepared), "1.5.0 is halted: checkout");
  });

  it("says that there is no record, or none that can be read", () => {
    assert.equal(text(undefined), "The state holds no record of a rollout");
    const unreadable = headlineOf({ unreadable: "schema 9", raw: {} });
    assert.equal(unreadable.text, "The rollout's record cannot be read");
    assert.equal(unreadable.detail, "schema 9");
  });
});
