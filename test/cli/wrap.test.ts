import assert from "node:assert/strict";
import { lineWidth, wrapped } from "../../cli/wrap.ts";

describe("lines for people", () => {
  it("are as wide as the terminal, and 100 characters at most, there and in a pipe", () => {
    assert.deepEqual([80, 300, 0, 10].map(lineWidth), [80, 100, 100, 40]);
  });

  it("break at spaces, with an indent, and lose nothing", () => {
    assert.deepEqual(wrapped("lint the commit and mend it", 16, "→ ", "  "), [
      "→ lint the",
      "  commit and",
      "  mend it",
    ]);
    assert.deepEqual(wrapped("", 10, "a"), ["a"]);
  });

  it("break a word that is longer than a line", () => {
    assert.deepEqual(wrapped("see https://example.com/abcdefgh", 12), [
      "see",
      "https://exam",
      "ple.com/abcd",
      "efgh",
    ]);
  });
});
