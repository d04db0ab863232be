import assert from "node:assert/strict";
import { matches } from "../../../rehearsal/edges/pathPattern.ts";

describe("a behaviour's path pattern", () => {
  for (const [pattern, path, fits] of [
    ["/.well-known/acme-challenge/*", "/.well-known/acme-challenge/token", true],
    ["/.well-known/acme-challenge/*", "/Xwell-known/acme-challenge/token", false],
    ["/images/*.jpg", "/images/a/b.jpg", true],
    ["/images/*.jpg", "/images/a.jpg.png", false],
    ["images/*", "/images/a", true],
    ["/a?c", "/abc", true],
    ["/a?c", "/ac", false],
    ["/a", "/A", false],
    ["*", "/anything", true],
  ] as const) {
    it(`${pattern} ${fits ? "fits" : "does not fit"} ${path}`, () => {
      assert.equal(matches(pattern, path), fits);
    });
  }
});
