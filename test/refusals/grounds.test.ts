import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { grounds } from "./case.ts";

describe("the grounds of what is refused", () => {
  it("have a file of tests each", () => {
    assert.ok(grounds().length >= 6);
    for (const ground of grounds())
      assert.ok(existsSync(join(import.meta.dirname, `${ground}.test.ts`)), ground);
  });
});
