import assert from "node:assert/strict";
import { chooseWeighted } from "../../../rehearsal/dns/weighted.ts";
import type { ZoneRecord } from "../../../rehearsal/dns/zone.ts";

type Leg = readonly [name: string, weight: number, healthCheck?: string];

function record([name, weight, healthCheck]: Leg): ZoneRecord {
  const weighted = { weight, healthCheck };
  return { name: "www", type: "CNAME", ttl: 60, values: [name], weighted };
}

/** How often each is chosen, out of as many even steps of luck. */
function shares(legs: readonly Leg[], sick: readonly string[] = [], steps = 1000) {
  const result = new Map<string, number>();
  for (let step = 0; step < steps; step++) {
    const luck = { random: () => step / steps, healthy: (id: string) => !sick.includes(id) };
    const name = chooseWeighted(legs.map(record), luck)?.values[0] ?? "none";
    result.set(name, (result.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(result);
}

describe("the choice among weighted records", () => {
  it("is by weight over the sum of all weights", () => {
    assert.deepEqual(
      shares([
        ["a", 75],
        ["b", 25],
      ]),
      { a: 750, b: 250 },
    );
    assert.deepEqual(
      shares([
        ["a", 1],
        ["b", 2],
        ["c", 2],
      ]),
      { a: 200, b: 400, c: 400 },
    );
  });

  it("leaves out what has no weight", () => {
    assert.deepEqual(
      shares([
        ["a", 100],
        ["b", 0],
      ]),
      { a: 1000 },
    );
    assert.deepEqual(
      shares([
        ["b", 0],
        ["a", 100],
      ]),
      { a: 1000 },
    );
  });

  it("is even where nothing has a weight", () => {
    assert.deepEqual(
      shares([
        ["a", 0],
        ["b", 0],
      ]),
      { a: 500, b: 500 },
    );
  });

  it("leaves out what is not healthy, and what has no health check is", () => {
    assert.deepEqual(
      shares(
        [
          ["a", 50],
          ["b", 50, "check"],
        ],
        ["check"],
      ),
      { a: 1000 },
    );
    assert.deepEqual(
      shares([
        ["a", 50],
        ["b", 50, "check"],
      ]),
      { a: 500, b: 500 },
    );
  });

  it("takes what has no weight where nothing else is healthy", () => {
    assert.deepEqual(
      shares(
        [
          ["a", 0],
          ["b", 100, "check"],
        ],
        ["check"],
      ),
      { a: 1000 },
    );
    assert.deepEqual(
      shares(
        [
          ["a", 0, "one"],
          ["b", 100, "two"],
        ],
        ["two"],
      ),
      { a: 1000 },
    );
  });

  it("is as if all were healthy where nothing is", () => {
    const legs: Leg[] = [
      ["a", 0, "one"],
      ["b", 75, "two"],
      ["c", 25, "three"],
    ];
    assert.deepEqual(shares(legs, ["one", "two", "three"]), { b: 750, c: 250 });
    assert.deepEqual(
      shares(
        [
          ["a", 0, "one"],
          ["b", 0, "two"],
        ],
        ["one", "two"],
      ),
      { a: 500, b: 500 },
    );
  });

  it("is nothing where there is nothing", () => {
    assert.equal(chooseWeighted([], { random: () => 0, healthy: () => true }), undefined);
  });
});
