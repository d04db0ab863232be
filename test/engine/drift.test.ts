import assert from "node:assert/strict";
import {
  CANARY,
  fresh,
  old,
  ORIGIN,
  production,
  PUBLIC,
  served,
  type Production,
} from "./production.ts";

const RECORD = "aws:route53/record:Record";
const ALIAS = "vercel:index/alias:Alias";

describe("what somebody changed in a console", () => {
  let found: Production;
  afterEach(() => found.close());

  /** Change the resource that has this value, as somebody would in a console. */
  const byHand = (type: string, key: string, value: string, change: Record<string, unknown>) => {
    const resource = found.store.resources(type).find((one) => one.outputs[key] === value);
    assert.ok(resource, `no ${type} has ${key} ${value}`);
    found.store.byHand(resource, change);
  };
  const setWeight = (leg: string, weight: number) => {
    byHand(RECORD, "setIdentifier", leg, { weightedRoutingPolicies: [{ weight }] });
  };

  it("a weight lowered by hand is not raised again without the gate", async () => {
    found = await production("25");
    found.closeGate();
    setWeight("canary", 0);
    setWeight("stable", 100);
    const { code, output } = await found.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /the canary has 0 % in the cloud and 25 % in the record/);
    assert.match(output, /ask for the percentage that the cloud has: percentage: 0/);
    assert.deepEqual(found.held().weights, { stable: 100, canary: 0 });
  });

  it("a halt by config does not send traffic back to what somebody took off by hand", async () => {
    found = await production("25");
    setWeight("canary", 0);
    setWeight("stable", 100);
    const at = new Date().toISOString();
    await found.edit({ set: { halt: { release: fresh.deployment, reason: "slow", at } } });
    const { code, output } = await found.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /the canary has 0 % in the cloud and 25 % in the record; .* is halted/);
    assert.deepEqual(found.held().weights, { stable: 100, canary: 0 });
    assert.equal((await found.ground.canary("halt", "--yes", "-r", "slow")).code, 0);
    assert.equal((await found.record()).kind, "halt");
  });

  it("a weight lowered by hand is put back where the gate is open", async () => {
    found = await production("25");
    setWeight("canary", 0);
    const { code } = await found.up("--refresh");
    assert.equal(code, 0);
    assert.deepEqual(found.held().weights, { stable: 75, canary: 25 });
  });

  it("a weight raised by hand is put back, whatever the gate says", async () => {
    found = await production("25");
    found.closeGate();
    setWeight("canary", 80);
    assert.equal((await found.up("--refresh")).code, 0);
    assert.deepEqual(found.held().weights, { stable: 75, canary: 25 });
  });

  it("a public host pointed elsewhere by hand is not pointed back without the gate", async () => {
    found = await production("finished");
    found.closeGate();
    byHand(ALIAS, "alias", PUBLIC, { deploymentId: old.deployment });
    const { code, output } = await found.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /www\.example\.com points at dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A/);
    assert.equal(found.held().hosts[PUBLIC], old.deployment);
  });

  it("an update that stopped between the two records is repaired by the next", async () => {
    found = await production("10");
    await found.edit({ percentage: 25 });
    found.store.fault({ type: RECORD, operation: "update", kind: "hang" });
    const stopped = found.start("up", "--yes", "--skip-preview");
    await found.until(() => {
      const { stable = 0, canary = 0 } = found.held().weights;
      return stable + canary !== 100;
    });
    stopped.kill("SIGINT");
    await found.until(() => stopped.exitCode !== null);
    assert.equal((await found.record()).percentage, 10);
    assert.equal((await found.up()).code, 0);
    assert.deepEqual(found.held().weights, { stable: 75, canary: 25 });
    assert.equal((await found.record()).percentage, 25);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    found = await production("50");
    const { code, output } = await found.ground.pulumi("destroy", "--yes", "--stack", "production");
    assert.equal(code, 0, output);
    assert.deepEqual(found.store.resources(), []);
  });

  it("an origin of the canary's leg pointed elsewhere by hand is not pointed back without the gate", async () => {
    found = await production("25");
    found.closeGate();
    byHand(ALIAS, "alias", ORIGIN, { deploymentId: old.deployment });
    const { code, output } = await found.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /canary-origin\.example\.com points at dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A/);
    assert.equal(found.held().hosts[ORIGIN], old.deployment);

    const halted = await found.ground.canary("halt", "--yes", "-r", "slow");
    assert.equal(halted.code, 0, halted.output);
    assert.equal(found.held().hosts[ORIGIN], old.deployment, "a halt gives the canary nothing");
  });

  it("a canary host pointed elsewhere by hand is pointed back, since no visitor is there", async () => {
    found = await production("25");
    found.closeGate();
    byHand(ALIAS, "alias", CANARY, { deploymentId: old.deployment });
    assert.equal((await found.up("--refresh", "--skip-preview")).code, 0);
    assert.equal(found.held().hosts[CANARY], fresh.deployment);
  });

  it("serves what was prepared on the canary host alone", async () => {
    found = await production("prepared");
    assert.deepEqual(found.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: served(old, old, fresh),
    });
  });
});
