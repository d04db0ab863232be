import assert from "node:assert/strict";
import { keyOf, readValues, valueAt } from "../../config/raw.ts";

describe("Raw values", () => {
  it("are the program's own, without the namespace, blocks and lists read", () => {
    assert.deepEqual(
      readValues(
        {
          "shop:percentage": "25",
          "shop:hosts": '{"public":"www.example.com"}',
          "shop:plan": '[{"percentage":10}]',
          "shop:broken": "{",
          "shop:protect": "true",
          "canary:percentage": "50",
          "aws:region": "us-east-1",
        },
        "shop",
      ),
      {
        percentage: "25",
        hosts: { public: "www.example.com" },
        plan: [{ percentage: 10 }],
        broken: "{",
        protect: "true",
      },
    );
  });

  it("are found at a path", () => {
    const values = { plan: [{ soak: "10m" }], text: "x" };
    assert.equal(valueAt(values, ["plan", 0, "soak"]), "10m");
    assert.equal(valueAt(values, ["plan", 1, "soak"]), undefined);
    assert.equal(valueAt(values, ["text", "length"]), undefined);
    assert.equal(valueAt(values, ["constructor"]), undefined);
  });

  it("have keys as pulumi config --path takes them", () => {
    assert.equal(keyOf(["percentage"]), "percentage");
    assert.equal(keyOf(["plan", 1, "soak"]), "plan[1].soak");
    assert.equal(keyOf(["variables", "a.b"]), 'variables["a.b"]');
  });
});
