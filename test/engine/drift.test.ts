import assert from "node:assert/strict";
import {
  CANARY,
  fresh,
  old,
  ORIGIN,
  production,
  PUBLIC,
  served,
  traffic,
  type Production,
} from "./production.ts";

const RECORD = "aws:route53/record:Record";
const GET_RECORDS = "aws:route53/getRecords:getRecords";
const ALIAS = "vercel:index/alias:Alias";

describe("what somebody changed in a console", () => {
  let running: Production;
  afterEach(() => running.close());

  /** Change the resource that has this value, as somebody would in a console. */
  const byHand = (type: string, key: string, value: string, change: Record<string, unknown>) => {
    const resource = running.store.resources(type).find((one) => one.outputs[key] === value);
    assert.ok(resource, `no ${type} has ${key} ${value}`);
    running.store.byHand(resource, change);
  };
  const setWeight = (leg: string, weight: number) => {
    byHand(RECORD, "setIdentifier", leg, { weightedRoutingPolicies: [{ weight }] });
  };

  it("a weight lowered by hand is not raised again without the gate", async () => {
    running = await traffic("25");
    running.closeGate();
    setWeight("canary", 0);
    setWeight("stable", 100);
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /the canary has 0 % in the cloud and 25 % in the record/);
    assert.match(output, /ask for the percentage that the cloud has: percentage: 0/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
  });

  it("a halt by config does not send traffic back to what somebody took off by hand", async () => {
    running = await traffic("25");
    setWeight("canary", 0);
    setWeight("stable", 100);
    const at = new Date().toISOString();
    await running.edit({ set: { halt: { release: fresh.deployment, reason: "slow", at } } });
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /the canary has 0 % in the cloud and 25 % in the record; .* is halted/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    assert.equal((await running.workspace.canary("halt", "--yes", "-r", "slow")).code, 0);
    assert.equal((await running.record()).kind, "halt");
  });

  it("a weight lowered by hand is restored where the gate is open", async () => {
    running = await traffic("25");
    setWeight("canary", 0);
    const { code } = await running.up("--refresh", "--skip-preview");
    assert.equal(code, 0);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
  });

  it("a weight raised by hand is restored, whatever the gate says", async () => {
    running = await traffic("25");
    running.closeGate();
    setWeight("canary", 80);
    assert.equal((await running.up("--refresh", "--skip-preview")).code, 0);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
  });

  it("an advance counts from what the clouds have, though the state knows nothing of it", async () => {
    running = await traffic("25");
    setWeight("canary", 0);
    setWeight("stable", 100);
    await running.edit({ percentage: 50 });
    const { code, output } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /the canary has 0 % now and 25 % .*; the next stage from 0 % is 10 %/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    running.store.fault({ type: GET_RECORDS, operation: "read", kind: 500 });
    const unread = await running.up("--skip-preview");
    assert.notEqual(unread.code, 0);
    assert.match(unread.output, /traffic-unknown: what routes traffic cannot be read/);
  });

  it("a weighted record that was deleted comes back through the gate alone", async () => {
    running = await traffic("25");
    running.closeGate();
    const canary = running.store
      .resources(RECORD)
      .find(({ outputs }) => outputs["setIdentifier"] === "canary");
    assert.ok(canary);
    running.store.byHand(canary, "delete");
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /gate: the canary has 0 % in the cloud and 25 % in the record/);
    assert.deepEqual(running.held().weights, { stable: 75 });
  });

  it("a public host that was deleted comes back through the gate alone", async () => {
    running = await traffic("25");
    running.closeGate();
    const alias = running.store.resources(ALIAS).find(({ outputs }) => outputs["alias"] === PUBLIC);
    assert.ok(alias);
    running.store.byHand(alias, "delete");
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /gate: www\.example\.com points at nothing and the record has/);
    assert.equal(running.held().hosts[PUBLIC], undefined);
  });

  it("a step back is none the less one where the stable weight was raised by hand", async () => {
    running = await traffic("50");
    running.closeGate();
    setWeight("stable", 100);
    await running.edit({ percentage: 10 });
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
    assert.equal((await running.record()).kind, "step back");
  });

  it("a public host pointed elsewhere by hand is not pointed back without the gate", async () => {
    running = await traffic("finished");
    running.closeGate();
    byHand(ALIAS, "alias", PUBLIC, { deploymentId: old.deployment });
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /www\.example\.com points at dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A/);
    assert.equal(running.held().hosts[PUBLIC], old.deployment);
  });

  it("an update that stopped between the two records is repaired where the record stands", async () => {
    running = await traffic("10");
    await running.edit({ percentage: 25 });
    running.store.fault({ type: RECORD, operation: "update", kind: "hang" });
    const stopped = running.start("up", "--yes", "--skip-preview");
    await running.until(() => {
      const { stable = 0, canary = 0 } = running.held().weights;
      return stable + canary !== 100;
    });
    stopped.kill("SIGINT");
    await running.until(() => stopped.exitCode !== null);
    assert.equal((await running.record()).percentage, 10);
    const { code, output } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /drift: the canary has .* and 10 % in the record: weights/);
    await running.edit({ percentage: 10 });
    assert.equal((await running.up("--skip-preview")).code, 0);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
    await running.edit({ percentage: 25 });
    assert.equal((await running.up("--skip-preview")).code, 0);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
    assert.equal((await running.record()).percentage, 25);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    running = await production("50");
    const { code, output } = await running.workspace.pulumi(
      "destroy",
      "--yes",
      "--stack",
      "production",
    );
    assert.equal(code, 0, output);
    assert.deepEqual(running.store.resources(), []);
  });

  it("an origin of the canary's leg pointed elsewhere by hand is not pointed back without the gate", async () => {
    running = await traffic("25");
    running.closeGate();
    byHand(ALIAS, "alias", ORIGIN, { deploymentId: old.deployment });
    const { code, output } = await running.up("--refresh", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /canary-origin\.example\.com points at dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A/);
    assert.equal(running.held().hosts[ORIGIN], old.deployment);

    const halted = await running.workspace.canary("halt", "--yes", "-r", "slow");
    assert.equal(halted.code, 0, halted.output);
    assert.equal(running.held().hosts[ORIGIN], old.deployment, "a halt gives the canary nothing");
  });

  it("a canary host pointed elsewhere by hand is pointed back, since no visitor is there", async () => {
    running = await traffic("25");
    running.closeGate();
    byHand(ALIAS, "alias", CANARY, { deploymentId: old.deployment });
    assert.equal((await running.up("--refresh", "--skip-preview")).code, 0);
    assert.equal(running.held().hosts[CANARY], fresh.deployment);
  });

  it("serves what was prepared on the canary host alone", async () => {
    running = await traffic("prepared");
    assert.deepEqual(running.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: served(old, old, fresh),
    });
  });
});
