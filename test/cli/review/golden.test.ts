import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownOf } from "../../../cli/review/markdown.ts";
import { readEvents } from "../../../cli/review/events.ts";
import { reviewOf } from "../../../cli/review/review.ts";
import { CASES } from "./cases.ts";

const folder = join(import.meta.dirname, "streams");
const read = (name: string) => readFileSync(join(folder, name), "utf8");

describe("the comment of a pull request", () => {
  for (const name of Object.keys(CASES)) {
    it(`is what it was: ${name}`, () => {
      const review = reviewOf(readEvents(read(`${name}.jsonl`)), { stack: "production" });
      assert.equal(markdownOf(review), read(`${name}.md`));
    });
  }

  it("is kept for every pull request that is recorded, and for no other", () => {
    const kept = readdirSync(folder).map((file) => file.replace(/\.(jsonl|md)$/, ""));
    assert.deepEqual([...new Set(kept)].sort(), Object.keys(CASES).sort());
  });
});
