import assert from "node:assert/strict";
import { contradicts, equalReleases, isRelease } from "../../rollout/release.ts";
import { NEW, OLD, release } from "./build.ts";

const rebuilt = release("1.5.0", { commit: "b".repeat(40), deployment: "dpl_rebuilt" });
const again = release("1.5.0", { deployment: "dpl_again" });
const renamed = release("1.5.0", { version: "1.5.1" });
const moved = release("1.5.0", { commit: "b".repeat(40) });

describe("a release", () => {
  it("is identified by its deployment alone", () => {
    assert.ok(isRelease(NEW, renamed));
    assert.ok(isRelease(NEW, moved));
    assert.ok(!isRelease(NEW, again));
  });

  it("equals another only in every part", () => {
    assert.ok(equalReleases(NEW, { ...NEW }));
    for (const other of [renamed, moved, again, OLD]) assert.ok(!equalReleases(NEW, other));
  });

  for (const [says, other, expected] of [
    ["is contradicted by its deployment under another version", renamed, true],
    ["is contradicted by its deployment under another commit", moved, true],
    ["is contradicted by its version built from another commit", rebuilt, true],
    ["is not contradicted by itself", NEW, false],
    ["is not contradicted by its version and commit, deployed again", again, false],
    ["is not contradicted by another release", OLD, false],
  ] as const) {
    it(says, () => {
      assert.equal(contradicts(other, NEW), expected);
      assert.equal(contradicts(NEW, other), expected);
    });
  }
});
