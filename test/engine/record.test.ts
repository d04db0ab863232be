import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { removeEmptyAttributes } from "../../cli/emptyAttributes.ts";
import { fresh, production, traffic, type Production } from "./production.ts";

const RECORD = "aws:route53/record:Record";
const MONITOR = "datadog:index/monitor:Monitor";
const STASH = "urn:pulumi:production::canary::pulumi:index:Stash::record";

describe("the record", () => {
  let running: Production;
  afterEach(() => running.close());

  /** Kill an update as a lost runner dies, once something holds; its lock is then taken away. */
  async function killed(when: () => boolean | Promise<boolean>, ...args: string[]): Promise<void> {
    const update = running.start("up", "--yes", "--skip-preview", ...args);
    const ended = once(update, "close");
    await running.until(when);
    // The program and the language host end by themselves once the engine is gone.
    update.kill("SIGKILL");
    await ended;
    // The update may have died while it wrote the state's attributes; a roll back removes empty ones first too.
    await removeEmptyAttributes(join(running.workspace.directory, "state"));
    running.store.clearFaults();
    await running.workspace.pulumi("cancel", "--yes", "--stack", "production");
  }

  it("counts as soon as it is written, though the update dies before its outputs", async () => {
    running = await production("50");
    running.show([]);
    const [monitor] = running.store.resources(MONITOR);
    assert.ok(monitor);
    running.store.byHand(monitor, { message: "edited by hand" });
    running.store.fault({ type: MONITOR, operation: "update", kind: "hang", times: 50 });
    await running.edit({ percentage: 0 });
    await killed(async () => (await running.record()).percentage === 0, "--refresh");
    await running.edit({ percentage: 50 });
    const { code, output } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    for (const rule of ["halted", "stage-skipped"]) assert.match(output, new RegExp(`${rule}: `));
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    assert.equal((await running.record()).kind, "roll back");
  });

  it("says nothing that traffic has not reached: a roll back", async () => {
    running = await traffic("50");
    await running.edit({ percentage: 0 });
    const { code, output } = await running.up("--skip-preview", "--target", STASH);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /the roll back is not recorded before traffic has it: the canary has 50 %/,
    );
    assert.equal((await running.record()).percentage, 50);
  });

  it("says nothing that traffic has not reached: a promote", async () => {
    running = await production("100");
    await running.edit({ stable: fresh });
    const { code, output } = await running.up("--skip-preview", "--target", STASH);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /the promote is not recorded before traffic has it: the public host points/,
    );
    assert.equal((await running.record()).kind, "advance");
  });

  it("lets no share increase after an update that was cut off", async () => {
    running = await traffic("10");
    running.show([]);
    await running.edit({ percentage: 25 });
    running.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang", times: 2 });
    await killed(async () => running.isAt(25) && (await running.pending()).length > 0);
    const cut = await running.workspace.pulumi("preview", "--stack", "production");
    assert.notEqual(cut.code, 0);
    assert.match(cut.output, /pending: an update was cut off while updating traffic-/);
    assert.match(cut.output, /drift: the canary has .* now and 10 % in the record/);
    await running.edit({ percentage: 10 });
    const put = await running.up("--skip-preview", "--refresh");
    assert.equal(put.code, 0, put.output);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
    assert.deepEqual(await running.pending(), []);
  });
});
