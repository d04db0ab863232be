import assert from "node:assert/strict";
import { keyOf, readValues, valueAt } from "../../config/raw.ts";

describe("Raw values", () => {
  it("are the program's own, without the namespace, blocks and lists read", () => {
    assert.deepEqual(
      readValues({
        "canary:percentage": "25",
        "canary:hosts": '{"public":"www.example.com"}',
        "canary:plan": '[{"percentage":10}]',
        "canary:broken": "{",
        "canary:protect": "true",
        "aws:region": "us-east-1",
      }),
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
    assert.equal(keyOf(["percentage"]), "canary:percentage");
    assert.equal(keyOf(["plan", 1, "soak"]), "canary:plan[1].soak");
    assert.equal(keyOf(["variables", "a.b"]), 'canary:variables["a.b"]');
  });
});
