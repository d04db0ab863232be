import assert from "node:assert/strict";
import { backendUrl } from "../../cli/backend.ts";

describe("the address of a stack's state", () => {
  const cases: [printed: string | undefined, meant: string | undefined][] = [
    ["file://./state", "file:///shop/state"],
    ["file://", "file:///shop"],
    ["file:///var/state?no_tmp_dir=true", "file:///var/state?no_tmp_dir=true"],
    ["file://~", "file://~"],
    ["s3://bucket?region=us-east-1", "s3://bucket?region=us-east-1"],
    ["https://app.pulumi.com/jane", undefined],
    [undefined, undefined],
  ];
  for (const [printed, meant] of cases) {
    it(`printed as ${printed ?? "nothing"} is ${meant ?? "what the user is logged in to"}`, () => {
      assert.equal(backendUrl(printed, "/shop"), meant);
    });
  }
});
