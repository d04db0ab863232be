import assert from "node:assert/strict";
import { EVERYTHING } from "../../checklist/scope.ts";
import { tmpdir } from "node:os";
import { factsFor } from "../../measure/facts.ts";
import { record, request } from "../rollout/build.ts";

describe("what is queried, by a stack's config", () => {
  it("is as old as config lets it be at a start, and else as old as its item does", () => {
    const result = record();
    const { evidence } = factsFor(
      {
        ...EVERYTHING,
        stored: result,
        settings: [],
        hosts: { others: {} },
        request: request(result, { percentage: 10 }),
        evidence: tmpdir(),
        freezes: { once: [], weekly: [] },
        exemptions: [],
        approvers: [],
        verify: { "cq-lint": { within: 60 }, "cq-tsc": {} },
      },
      new Date(),
    );
    const within = (id: string) => evidence.required.find(({ item }) => item === id)?.within;
    assert.equal(within("cq-lint"), 60);
    assert.equal(within("cq-tsc"), 86_400);
  });
});
