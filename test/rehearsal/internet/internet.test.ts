import assert from "node:assert/strict";
import { startInternet, type Internet } from "../../../rehearsal/internet/index.ts";
import { named } from "../../../rehearsal/stackFile.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { CANARY, fresh, old, production, type Production } from "../../engine/production.ts";

describe("the rehearsal's internet", () => {
  let found: Production;
  let internet: Internet;
  afterEach(async () => {
    await internet.close();
    await found.close();
  });

  const open = async (stage: string) => {
    found = await production(stage);
    internet = await startInternet({
      file: found.file,
      zones: await cloudflareZones(found.ground.directory),
      names: await named(found.ground, "production", "monitoring"),
      scale: 60,
    });
    Object.assign(found.ground.env, internet.env);
    await found.edit({
      percentage: 10,
      set: { health: { path: "/api/health", probe: true } },
    });
  };

  it("lets the program ask the canary host for its version before a start", async () => {
    await open("prepared");
    const [canary] = found.store
      .resources("vercel:index/alias:Alias")
      .filter(({ outputs }) => outputs["alias"] === CANARY);
    assert.ok(canary);
    found.store.byHand(canary, { deploymentId: old.deployment });
    const wrong = await found.up("--skip-preview");
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.output, /gate: the gate is closed: .*1\.4\.0/);
    assert.deepEqual(found.held().weights, { stable: 100, canary: 0 });

    found.store.byHand(canary, { deploymentId: fresh.deployment });
    const right = await found.up("--skip-preview");
    assert.equal(right.code, 0, right.output);
    assert.deepEqual(found.held().weights, { stable: 90, canary: 10 });
  });

  it("lets a roll back see from outside that everyone is served the good release", async () => {
    await open("10");
    const { code, output } = await found.ground.canary("rollback", "--yes", "--reason", "x");
    assert.equal(code, 0, output);
    assert.match(output, /Previous version deployed +verified at/);
    assert.match(output, /Application health verified +verified at/);
  });
});
