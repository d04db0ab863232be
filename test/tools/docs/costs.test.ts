import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { ProductionConfig } from "../../../config.ts";
import { costs, runsOf } from "../../../tools/docs/costs.ts";
import { parse, production, type Stack } from "../../config/stack.ts";

function config(changes: Stack = {}): ProductionConfig {
  const read = parse(production(changes));
  assert.ok(read.environment === "production");
  return read;
}

const total = (changes: Stack = {}) =>
  runsOf(config(changes)).reduce((sum, { perMonth }) => sum + perMonth, 0);

/** The example: 3 tests each minute, 10 each five minutes, 3 each hour, from two locations, in 30 days. */
const EXAMPLE = 2 * 30 * 24 * (3 * 60 + 10 * 12 + 3 * 1);

describe("the page of costs", () => {
  it("counts each run of each test from each location", () => {
    assert.equal(total(), EXAMPLE);
    assert.match(costs(config()), /\*\*436,320\*\*/);
  });

  it("counts half of it from one location", () => {
    assert.equal(total({ "monitoring.checks.locations": ["aws:eu-central-1"] }), EXAMPLE / 2);
  });

  it("counts no test of a part that the app does not have", () => {
    const without = total({ "monitoring.checks.payment": { none: "nothing is sold" } });
    assert.equal(EXAMPLE - without, 2 * 2 * 30 * 24 * 12);
  });

  it("counts what each further public host adds", () => {
    const others = { eu: { public: "eu.example.com" } };
    assert.equal(total({ "hosts.others": others }) - EXAMPLE, 2 * 30 * 24 * (3 * 60 + 3));
  });

  it("counts none where there are no synthetic tests", () => {
    assert.equal(total({ "monitoring.checks": { none: "not bought" } }), 0);
  });

  it("is what the README says", async () => {
    const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
    assert.match(
      readme,
      new RegExp(`16 synthetic tests run \\*\\*${EXAMPLE.toLocaleString("en-US")} `),
    );
  });
});
