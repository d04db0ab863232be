import assert from "node:assert/strict";
import { startInternet, type Internet } from "../../../rehearsal/internet/index.ts";
import { named } from "../../../rehearsal/stackFile.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { CANARY, fresh, old, production, type Production } from "../../engine/production.ts";

describe("the rehearsal's internet", () => {
  let running: Production;
  let internet: Internet;
  afterEach(async () => {
    await internet.close();
    await running.close();
  });

  const open = async (stage: string) => {
    running = await production(stage);
    internet = await startInternet({
      file: running.file,
      zones: await cloudflareZones(running.workspace.directory),
      names: await named(running.workspace, "production", "monitoring"),
      scale: 60,
    });
    Object.assign(running.workspace.env, internet.env);
    await running.edit({
      percentage: 10,
      set: { health: { path: "/api/health", probe: true } },
    });
  };

  it("lets the program ask the canary host for its version before a start", async () => {
    await open("prepared");
    const [canary] = running.store
      .resources("vercel:index/alias:Alias")
      .filter(({ outputs }) => outputs["alias"] === CANARY);
    assert.ok(canary);
    running.store.byHand(canary, { deploymentId: old.deployment });
    const wrong = await running.up("--skip-preview");
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.output, /gate: the gate is closed: .*1\.4\.0/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });

    running.store.byHand(canary, { deploymentId: fresh.deployment });
    const right = await running.up("--skip-preview");
    assert.equal(right.code, 0, right.output);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
  });

  it("lets a roll back see from outside that everyone is served the good release", async () => {
    await open("10");
    const { code, output } = await running.workspace.canary("rollback", "--yes", "--reason", "x");
    assert.equal(code, 0, output);
    assert.match(output, /Previous version deployed +verified at/);
    assert.match(output, /Application health verified +verified at/);
  });
});
