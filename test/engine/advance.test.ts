import assert from "node:assert/strict";
import { join } from "node:path";
import { changesIn } from "../../rehearsal/changes.ts";
import {
  assertBack,
  fresh,
  old,
  ORIGIN,
  production,
  served,
  type Production,
} from "./production.ts";

describe("production through the engine", () => {
  let running: Production;
  const at = async (stage: string) => (running = await production(stage));
  afterEach(() => running.close());

  it("moves the origin of the canary's leg in a start, before the weights, and nothing else more", async () => {
    const production = await at("prepared");
    const log = join(production.workspace.directory, "events.json");
    await production.edit({ percentage: 10 });
    assert.equal((await production.up("--event-log", log)).code, 0);
    assert.deepEqual((await changesIn(log)).map(({ op, name }) => `${op} ${name}`).sort(), [
      "update production-canary",
      "update record",
      "update rollout",
      "update traffic-canary",
      "update traffic-stable",
    ]);
    assert.deepEqual(production.held().hosts, served(old, fresh, fresh));
    const when = (type: string, key: string, value: string) => {
      const one = production.store.resources(type).find(({ outputs }) => outputs[key] === value);
      return Date.parse(one?.modified ?? "");
    };
    const moved = when("vercel:index/alias:Alias", "alias", ORIGIN);
    for (const leg of ["stable", "canary"])
      assert.ok(when("aws:route53/record:Record", "setIdentifier", leg) >= moved, leg);
  });

  it("sends nobody to the canary's leg where its origin cannot be moved", async () => {
    const production = await at("prepared");
    await production.edit({ percentage: 10 });
    production.store.fault({
      type: "vercel:index/alias:Alias",
      operation: "update",
      kind: 500,
      times: 9,
    });
    assert.notEqual((await production.up("--skip-preview")).code, 0);
    assert.deepEqual(production.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: served(old, old, fresh),
    });
  });

  for (const stage of ["10", "100"]) {
    it(`serves the stable release alone on all ways, by a plain up from ${stage} % to 0`, async () => {
      const production = await at(stage);
      await production.edit({ percentage: 0 });
      const { code, output } = await production.up("--skip-preview");
      assert.equal(code, 0, output);
      assertBack(production);
    });
  }

  it("updates exactly four resources in an advance, and none the second time", async () => {
    const production = await at("10");
    const log = join(production.workspace.directory, "events.json");
    await production.edit({ percentage: 25 });
    assert.equal((await production.up("--event-log", log)).code, 0);
    assert.deepEqual((await changesIn(log)).map(({ op, name }) => `${op} ${name}`).sort(), [
      "update record",
      "update rollout",
      "update traffic-canary",
      "update traffic-stable",
    ]);
    assert.deepEqual(production.held().weights, { stable: 75, canary: 25 });
    assert.equal((await production.up("--event-log", log)).code, 0);
    assert.deepEqual(await changesIn(log), []);
  });
});
