import assert from "node:assert/strict";
import { UNKNOWN } from "../../../rehearsal/clouds/engine/unknown.ts";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

function differ(type: string, inputs: Properties, news: Properties, outputs = inputs) {
  return stand().of(type).diff(type, { inputs, outputs }, news);
}

describe("a difference", () => {
  it("is identified by its path, down to the value", () => {
    const [old, now] = [a.weighted("Z1", "canary", 10), a.weighted("Z1", "canary", 25)];
    const { keys, replaces, details } = differ(a.RECORD, old, now);
    assert.deepEqual([keys, replaces], [["weightedRoutingPolicies"], []]);
    assert.deepEqual([...details], [["weightedRoutingPolicies[0].weight", "update"]]);
  });

  it("tells what came and what went", () => {
    const { details } = differ(a.ZONE, a.zone({ comment: "x" }), a.zone({ tags: { a: "b" } }));
    assert.deepEqual(
      [...details],
      [
        ["comment", "delete"],
        ["tags", "add"],
      ],
    );
  });

  it("of an immutable property replaces the resource", () => {
    const { replaces } = differ(
      a.RECORD,
      a.record("Z1"),
      a.record("Z1", { name: "x.example.com" }),
    );
    assert.deepEqual(replaces, ["name"]);
  });

  it("may be one where the new value is not known", () => {
    const { keys, replaces } = differ(
      a.RECORD,
      a.record("Z1"),
      a.record(UNKNOWN, { ttl: UNKNOWN }),
    );
    assert.deepEqual([keys, replaces], [["zoneId", "ttl"], ["zoneId"]]);
  });

  it("is held against what the cloud has, not against what was requested", () => {
    const requested = a.weighted("Z1", "canary", 25);
    const { details } = differ(a.RECORD, requested, requested, a.weighted("Z1", "canary", 0));
    assert.deepEqual([...details], [["weightedRoutingPolicies[0].weight", "update"]]);
  });
});
