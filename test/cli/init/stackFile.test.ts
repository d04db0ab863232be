import assert from "node:assert/strict";
import { parse } from "yaml";
import { stackFileText } from "../../../cli/init/files/stackFile.ts";

describe("a stack file that init writes", () => {
  it("reads back as text what another reader takes for a number, a day or a switch", () => {
    const values = {
      version: "1.50",
      phone: "+493012345678",
      day: "2026-01-31",
      commit: "1234567890123456789012345678901234567890",
      exponent: "1".repeat(20) + "e" + "1".repeat(19),
      zoneId: "0".repeat(31) + "7",
      answer: "no",
      name: "Ada: #1",
    };
    const text = stackFileText("shop", [{ key: "all", value: values }]);
    for (const version of ["1.1", "1.2"] as const)
      assert.deepEqual(parse(text, { version }), { config: { "shop:all": values } });
  });

  it("leaves out what is not set, and says why of what is", () => {
    const text = stackFileText("shop", [
      { key: "app", value: undefined },
      { key: "vercel", comment: "The project.", value: { project: "shop", team: undefined } },
      { key: "aws:region", value: "us-east-1" },
    ]);
    assert.equal(
      text,
      "config:\n  # The project.\n  shop:vercel:\n    project: shop\n  aws:region: us-east-1\n",
    );
  });
});
