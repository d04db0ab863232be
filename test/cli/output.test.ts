import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { reviewOutput } from "../../cli/output/review.ts";
import { jsonSchema, OUTPUTS } from "../../cli/output/schemas.ts";
import { reviewed } from "./review/build.ts";
import { CASES } from "./review/cases.ts";

const kept = (command: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../docs/schemas/${command}.schema.json`), "utf8"),
  ) as z.core.JSONSchema.JSONSchema;

describe("the schemas of what commands print as JSON", () => {
  for (const command of Object.keys(OUTPUTS) as (keyof typeof OUTPUTS)[]) {
    it(`are kept for ${command}`, () => {
      assert.deepEqual(kept(command), JSON.parse(jsonSchema(command)));
    });
  }

  for (const name of Object.keys(CASES)) {
    it(`describe the review of the pull request ${name}`, () => {
      const output = JSON.parse(JSON.stringify(reviewOutput(reviewed(name)))) as unknown;
      const read = z.fromJSONSchema(kept("review")).safeParse(output);
      assert.ok(read.success, read.error && z.prettifyError(read.error));
    });
  }

  it("refuse what is none of it", () => {
    const schema = z.fromJSONSchema(kept("review"));
    const output = reviewOutput(reviewed("advance"));
    assert.equal(schema.safeParse({ ...output, refused: "no" }).success, false);
    assert.equal(schema.safeParse({ ...output, unheardOf: 1 }).success, false);
  });

  it("show no values of config whose secrets are not marked", () => {
    const review = { ...reviewed("infrastructure"), showsValues: false };
    assert.doesNotMatch(JSON.stringify(reviewOutput(review)), /"(before|after)":/);
    assert.match(
      JSON.stringify(reviewOutput({ ...review, showsValues: true })),
      /"(before|after)":/,
    );
  });
});
