import assert from "node:assert/strict";
import type { ItemState } from "../../../checklist/state.ts";
import { ITEMS } from "../../../checklist/items.ts";
import { checklistTable } from "../../../cli/checklist/table.ts";

const HERE = { now: "2026-01-31T12:00:00.000Z", zone: "Europe/Berlin" };
const MET: ItemState = { state: "met", by: "policy x", since: "2026-01-31T11:30:00.000Z" };

/** The checklist with some items in another state than met. */
function printed(states: Readonly<Record<string, ItemState>>, { all = false, width = 100 } = {}) {
  const lines = ITEMS.map((item) => ({ item, state: states[item.id] ?? MET }));
  return checklistTable(lines, [], { all, width, here: HERE });
}

const open: Readonly<Record<string, ItemState>> = {
  "cq-lint": { state: "stale", by: "evidence of a command", todo: "Lint. ./canary verify cq-lint" },
  "test-payments": { state: "unmet", by: "evidence of a person", todo: "Pay in the test shop." },
  "cq-tsc": { state: "unmet", by: "x ".repeat(200).trim(), todo: "Retry ".repeat(60).trim() },
};

describe("the checklist in a terminal", () => {
  it("lists what is open alone, the worst first, with why and what to do; and counts the rest", () => {
    const lines = printed(open);
    const heads = lines.filter((line) => line.startsWith("✘"));
    assert.deepEqual(
      heads.map((line) => line.split(":")[0]),
      ["✘ cq-tsc (unmet)", "✘ test-payments (unmet)", "✘ cq-lint (stale)"],
    );
    assert.ok(lines.includes("    → Pay in the test shop."));
    assert.equal(
      lines.at(-1),
      `${ITEMS.length} items: 2 unmet, 1 stale, ${ITEMS.length - 3} met; --all lists them`,
    );
    assert.ok(!lines.some((line) => line.includes("✔")));
  });

  it("names one command for what commands verify, and one for what people attest", () => {
    const todo = printed(open).filter((line) => /^to do: /.test(line));
    assert.deepEqual(todo, [
      "to do: ./canary verify",
      "to do: ./canary attest test-payments --by NAME",
    ]);
    assert.ok(!printed({}).some((line) => line.startsWith("to do")));
  });

  for (const width of [60, 100]) {
    it(`has no line of more than ${width} characters, and loses nothing of what to do`, () => {
      const lines = printed(open, { all: true, width });
      assert.deepEqual(
        lines.filter((line) => line.length > width),
        [],
      );
      assert.equal(lines.join(" ").match(/Retry/g)?.length, 60);
    });
  }

  it("lists all that is done too where that is wanted, since when on the clocks here", () => {
    const lines = printed(open, { all: true });
    assert.equal(lines.filter((line) => /^✔ \S+ \(met\)/.test(line)).length, ITEMS.length - 3);
    assert.ok(lines.includes("    policy x, since 12:30"));
    assert.equal(lines.at(-1)?.includes("--all"), false);
  });
});
