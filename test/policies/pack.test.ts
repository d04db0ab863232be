import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ITEMS } from "../../checklist/items.ts";
import { POLICIES } from "../../policies/all.ts";

const root = join(import.meta.dirname, "../..");
const files = (folder: string, ends: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ends) && file.includes("/") && !file.startsWith("lib/"))
    .map((file) => file.slice(0, -ends.length))
    .sort();

describe("the policy pack", () => {
  it("has a file for each policy, and a test beside it", () => {
    const policies = files("policies", ".ts");
    assert.equal(policies.length, POLICIES.length);
    assert.deepEqual(files("test/policies", ".test.ts"), policies);
  });

  it("keeps each of them small", () => {
    const sizes = files("policies", ".ts")
      .map((file) => statSync(join(root, "policies", `${file}.ts`)).size)
      .sort((a, b) => a - b);
    assert.ok((sizes[Math.floor(sizes.length / 2)] ?? 0) < 2048);
  });

  it("names each policy once, and says what it is for and what to do, in a sentence", () => {
    const names = POLICIES.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    for (const { name, description, remediation } of POLICIES) {
      assert.notEqual(name, "all");
      for (const said of [description, remediation]) assert.match(said, /^[A-Z].*\.$/, name);
    }
  });

  it("has every policy that the checklist names as what covers an item", () => {
    const named = ITEMS.flatMap(({ coveredBy }) =>
      coveredBy.flatMap((coverage) => (coverage.by === "policy" ? [coverage.policy] : [])),
    );
    const names = POLICIES.map(({ name }) => name);
    assert.deepEqual(
      [...new Set(named)].filter((name) => !names.includes(name)),
      [],
    );
  });

  it("stops an update by the rollout's own policies whatever else is declared", () => {
    const own = POLICIES.filter(({ kind }) => kind === "rollout");
    assert.equal(own.length, 7);
    for (const { name, level } of own) assert.equal(level, "mandatory", name);
  });
});
