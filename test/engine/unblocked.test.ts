import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assertBack, fresh, production, type Production, traffic } from "./production.ts";

const RECORD = "aws:route53/record:Record";
const DATADOG = [
  "datadog:index/monitor:Monitor",
  "datadog:index/dashboard:Dashboard",
  "datadog:index/syntheticsTest:SyntheticsTest",
];

describe("a roll back that nothing blocks, through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const rollback = (...args: string[]) =>
    running.workspace.canary("rollback", "--yes", "--reason", "checkout fails", ...args);

  /** A plain up changes nothing of the rollout, and leaves nothing pending. */
  const holds = async () => {
    const before = await running.record();
    const { code, output } = await running.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(await running.record(), before);
    assert.deepEqual(await running.pending(), []);
    assertBack(running);
  };

  const ended = ({ exitCode, signalCode }: { exitCode: unknown; signalCode: unknown }) =>
    exitCode !== null || signalCode !== null;

  const lockFolder = () =>
    join(running.workspace.directory, "state/.pulumi/locks/organization/canary/production");
  const locks = () => readdir(lockFolder()).catch(() => []);

  it("asks nothing of Datadog", async () => {
    running = await traffic("50");
    await running.killDatadog();
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assertBack(running);
    await holds();
  });

  it("interrupts an update of this machine that a cloud keeps waiting", async () => {
    running = await traffic("10");
    await running.edit({ percentage: 25 });
    running.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang", times: 2 });
    const other = running.start("up", "--yes", "--skip-preview");
    await running.until(() => running.isAt(25));
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`\\(pid ${other.pid}\\): interrupting it`));
    assert.ok(ended(other), "the other has ended before the roll back began");
    assertBack(running);
    const record = await running.record();
    assert.deepEqual([record.percentage, record.kind], [0, "roll back"]);
    assert.deepEqual(await locks(), []);
    await holds();
  });

  it("takes the lock of another machine away once its update has had time to end", async () => {
    running = await traffic("50");
    await mkdir(lockFolder(), { recursive: true });
    const lock = { pid: 4242, username: "ci", hostname: "runner-7", timestamp: new Date() };
    await writeFile(join(lockFolder(), "b7a1.json"), JSON.stringify(lock));
    const { code, output } = await rollback("--wait", "1");
    assert.equal(code, 0, output);
    assert.match(output, /runner-7 holds the stack: giving it 1 s/);
    assert.deepEqual(await locks(), []);
    assertBack(running);
    await holds();
  });

  it("undoes an update that was killed in both weights", async () => {
    running = await traffic("25");
    await running.edit({ percentage: 50 });
    running.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang", times: 2 });
    const killed = running.start("up", "--yes", "--skip-preview");
    await running.until(() => running.isAt(50));
    killed.kill("SIGKILL");
    await running.until(() => ended(killed));
    assert.ok((await running.pending()).includes("updating"), "the state has pending operations");
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assertBack(running);
    await holds();
  });

  it("undoes a prepare that was killed while it made a monitor", async () => {
    running = await production("first");
    const type = "datadog:index/monitor:Monitor";
    running.store.fault({ type, operation: "create", kind: "applied-then-hang" });
    await running.edit({ canary: fresh });
    const monitors = running.store.resources(type).length;
    const killed = running.start("up", "--yes", "--skip-preview");
    await running.until(() => running.store.resources(type).length > monitors);
    killed.kill("SIGKILL");
    await running.until(() => ended(killed));
    assert.ok((await running.pending()).includes("creating"), "the state has a pending creation");
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assertBack(running);
    // The engine cannot know whether the monitor was made: it keeps saying so, and nothing else stays.
    const up = await running.up("--skip-preview");
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /pending/);
    // What else was begun at that moment had not been answered either.
    assert.deepEqual(new Set(await running.pending()), new Set(["creating"]));
    const cleared = await running.workspace.pulumi(
      ...["refresh", "--yes", "--clear-pending-creates", "--stack", "production"],
    );
    assert.equal(cleared.code, 0, cleared.output);
    await holds();
  });

  for (const stage of ["10", "100", "promoted", "finished"]) {
    it(`goes through with all else broken at once, at ${stage}`, async () => {
      running = await production(stage);
      running.closeGate();
      for (const type of DATADOG)
        for (const operation of ["read", "update", "create", "delete"] as const)
          running.store.fault({ type, operation, kind: 500, times: 1000 });
      await running.killDatadog();
      await running.setProgram("missing");
      const at = new Date().toISOString();
      await running.edit({
        percentage: 75,
        set: { hosts: "nonsense", halt: { release: fresh.deployment, reason: "slow", at } },
      });
      const { code, output } = await rollback();
      assert.equal(code, 0, output);
      assertBack(running);
      const { percentage, halted } = await running.record();
      assert.deepEqual([percentage, halted.map(({ release }) => release.version)], [0, ["1.5.0"]]);
    });
  }
});
