import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startingPoints } from "./case.ts";

describe("the grounds of what is refused", () => {
  it("have a file of tests each", () => {
    assert.ok(startingPoints().length >= 6);
    for (const startingPoint of startingPoints())
      assert.ok(existsSync(join(import.meta.dirname, `${startingPoint}.test.ts`)), startingPoint);
  });
});
