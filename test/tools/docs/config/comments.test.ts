import assert from "node:assert/strict";
import { join } from "node:path";
import { commentsIn } from "../../../../tools/docs/config/comments.ts";

const file = join(import.meta.dirname, "schema.ts");

describe("the comments of a schema's keys", () => {
  it("are found wherever a key was written, on one line", () => {
    assert.deepEqual(Object.fromEntries(commentsIn(file)("schema")), {
      name: "What it is called, on two lines.",
      often: "How often.",
      block: "A block.",
      "block.inside": "Inside it.",
      "block.inside.none": "Why not.",
      list: "A list.",
      "list[0].each": "Of each.",
      map: "A map.",
      "map.NAME.one": "Of one.",
    });
  });

  it("are queried of a schema that is there", () => {
    assert.throws(() => commentsIn(file)("shema"), /exports no schema shema/);
  });
});
