import assert from "node:assert/strict";
import { join } from "node:path";
import { changesIn } from "../../rehearsal/changes.ts";
import { type Production, production } from "./production.ts";

describe("production through the engine", () => {
  let found: Production;
  const at = async (stage: string) => (found = await production(stage));
  afterEach(() => found.close());

  it("updates exactly four resources in an advance, and none the second time", async () => {
    const found = await at("10");
    const log = join(found.ground.directory, "events.json");
    await found.edit({ percentage: 25 });
    assert.equal((await found.up("--event-log", log)).code, 0);
    assert.deepEqual((await changesIn(log)).map(({ op, name }) => `${op} ${name}`).sort(), [
      "update record",
      "update rollout",
      "update traffic-canary",
      "update traffic-stable",
    ]);
    assert.deepEqual(found.held().weights, { stable: 75, canary: 25 });
    assert.equal((await found.up("--event-log", log)).code, 0);
    assert.deepEqual(await changesIn(log), []);
  });
});
