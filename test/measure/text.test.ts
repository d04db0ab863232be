import assert from "node:assert/strict";
import { monitorPage } from "../../measure/datadog/account.ts";
import { beyond, count, quantity } from "../../measure/datadog/text.ts";

describe("numbers, in words", () => {
  it("have their unit, and no more digits than can be read", () => {
    assert.equal(quantity(6.2267, "%"), "6.23 %");
    assert.equal(quantity(0.4204, "s"), "420 ms");
    assert.equal(quantity(1.25, "s"), "1.25 s");
    assert.equal(quantity(12345.6, undefined), "12,346");
    assert.equal(count(1204), "1,204");
    assert.equal(beyond(">", "5 %"), "above 5 %");
    assert.equal(beyond("<", "1"), "below 1");
  });

  it("link to the monitor's page at its site", () => {
    assert.equal(monitorPage({ site: "datadoghq.eu" }, 7), "https://app.datadoghq.eu/monitors/7");
    assert.equal(
      monitorPage({ site: "us3.datadoghq.com" }, 7),
      "https://us3.datadoghq.com/monitors/7",
    );
  });
});
