import assert from "node:assert/strict";
import { readResources, readState } from "../../cli/state.ts";

describe("reading a stack's state", () => {
  /** What the engine is called for, with a state of one rollout. */
  const called = async (read: (stack: Parameters<typeof readState>[0]) => Promise<unknown>) => {
    const calls: unknown[] = [];
    const resources = [
      { urn: "urn:pulumi:production::canary::pulumi:pulumi:Stack::s", type: "pulumi:pulumi:Stack" },
      {
        urn: "urn:pulumi:production::canary::canary:index:Rollout::rollout",
        type: "canary:index:Rollout",
      },
    ];
    const exportState = (options?: { secrets?: boolean }) => {
      calls.push(options);
      return Promise.resolve({ deployment: { resources } });
    };
    await read({ name: "production", exportState });
    return calls;
  };

  it("takes nobody's key, but where something is written from it", async () => {
    assert.deepEqual(await called((stack) => readState(stack)), [{ secrets: false }]);
    assert.deepEqual(await called((stack) => readResources(stack)), [{ secrets: false }]);
    assert.deepEqual(await called((stack) => readState(stack, { secrets: true })), [
      { secrets: true },
    ]);
  });
});
