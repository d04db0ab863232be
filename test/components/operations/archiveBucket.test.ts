import assert from "node:assert/strict";
import { archiveBucket } from "../../../components/operations/archiveBucket.ts";
import { operations } from "../../../config/operations.ts";

describe("the bucket of a stack that names none", () => {
  const account = "123456789012";
  const of = (stack: string) => archiveBucket(stack, account);

  it("is of the project, the stack and the account", () => {
    assert.equal(of("shop/production"), "shop-production-logs-123456789012");
    assert.equal(of("Shop_2.0/eu"), "shop-2-0-eu-logs-123456789012");
  });

  it("is one that config would take too, however long the names are", () => {
    for (const stack of [
      "shop/production",
      "_Shop./-eu-",
      `${"x".repeat(44)}/production`,
      "xn/y",
    ]) {
      const bucket = of(stack);
      const read = operations.safeParse({ aws: { account }, archive: { bucket } });
      assert.ok(read.success, bucket);
    }
  });
});
