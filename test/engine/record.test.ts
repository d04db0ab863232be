import assert from "node:assert/strict";
import { once } from "node:events";
import { fresh, production, type Production } from "./production.ts";

const RECORD = "aws:route53/record:Record";
const MONITOR = "datadog:index/monitor:Monitor";
const STASH = "urn:pulumi:production::canary::pulumi:index:Stash::record";

describe("the record", () => {
  let found: Production;
  afterEach(() => found.close());

  /** Kill an update as a lost runner dies, once something holds; its lock is then taken away. */
  async function killed(when: () => boolean | Promise<boolean>, ...args: string[]): Promise<void> {
    const update = found.start("up", "--yes", "--skip-preview", ...args);
    const ended = once(update, "close");
    await found.until(when);
    // The program and the language host end by themselves once the engine is gone.
    update.kill("SIGKILL");
    await ended;
    found.store.clearFaults();
    await found.ground.pulumi("cancel", "--yes", "--stack", "production");
  }

  it("counts as soon as it is written, though the update dies before its outputs", async () => {
    found = await production("50");
    found.show([]);
    const [monitor] = found.store.resources(MONITOR);
    assert.ok(monitor);
    found.store.byHand(monitor, { message: "edited by hand" });
    found.store.fault({ type: MONITOR, operation: "update", kind: "hang", times: 50 });
    await found.edit({ percentage: 0 });
    await killed(async () => (await found.record()).percentage === 0, "--refresh");
    await found.edit({ percentage: 50 });
    const { code, output } = await found.up("--skip-preview");
    assert.notEqual(code, 0);
    for (const rule of ["halted", "stage-skipped"]) assert.match(output, new RegExp(`${rule}: `));
    assert.deepEqual(found.held().weights, { stable: 100, canary: 0 });
    assert.equal((await found.record()).kind, "roll back");
  });

  it("says nothing that traffic has not reached: a roll back", async () => {
    found = await production("50");
    await found.edit({ percentage: 0 });
    const { code, output } = await found.up("--skip-preview", "--target", STASH);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /the roll back is not recorded before traffic has it: the canary has 50 %/,
    );
    assert.equal((await found.record()).percentage, 50);
  });

  it("says nothing that traffic has not reached: a promote", async () => {
    found = await production("100");
    await found.edit({ stable: fresh });
    const { code, output } = await found.up("--skip-preview", "--target", STASH);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /the promote is not recorded before traffic has it: the public host points/,
    );
    assert.equal((await found.record()).kind, "advance");
  });

  it("lets nothing rise after an update that was cut off", async () => {
    found = await production("10");
    found.show([]);
    await found.edit({ percentage: 25 });
    found.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang", times: 2 });
    const moved = () => found.held().weights["canary"] === 25;
    await killed(async () => moved() && (await found.pending()).length > 0);
    const cut = await found.ground.pulumi("preview", "--stack", "production");
    assert.notEqual(cut.code, 0);
    assert.match(cut.output, /pending: an update was cut off while updating traffic-/);
    assert.match(cut.output, /drift: the canary has .* now and 10 % in the record/);
    await found.edit({ percentage: 10 });
    const put = await found.up("--skip-preview", "--refresh");
    assert.equal(put.code, 0, put.output);
    assert.deepEqual(found.held().weights, { stable: 90, canary: 10 });
    assert.deepEqual(await found.pending(), []);
  });
});
