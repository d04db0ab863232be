import assert from "node:assert/strict";
import { ITEMS } from "../../../checklist/items.ts";
import { EVERYTHING } from "../../../checklist/scope.ts";
import { POLICIES } from "../../../policies/all.ts";
import { checklist } from "../../../tools/docs/checklist.ts";

describe("the checklist's page", () => {
  const rows = checklist(EVERYTHING)
    .split("\n")
    .filter((line) => line.includes("<br>`"));

  it("has a row for each item, in the checklist's order", () => {
    assert.deepEqual(
      rows.map((row) => /<br>`([a-z0-9-]+)`/.exec(row)?.[1]),
      ITEMS.map(({ id }) => id),
    );
  });

  it("names each policy that covers an item beside it", () => {
    for (const { name, items } of POLICIES)
      for (const id of items)
        assert.match(
          rows.find((row) => row.includes(`\`${id}\``)) ?? "",
          new RegExp(`\\b${name}\\b`),
        );
  });

  it("tells what is the team's to name from what shows an item by itself", () => {
    const row = (id: string) => rows.find((one) => one.includes(`\`${id}\``)) ?? "";
    assert.match(row("cq-unit-tests"), /the team's, `verify`/);
    assert.match(row("cq-clean-tree"), /evidence of a command: clean tree by git/);
    assert.match(row("full-promote"), /evidence of a person, \*second person\*/);
  });
});
