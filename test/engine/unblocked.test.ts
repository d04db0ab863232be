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
  let found: Production;
  afterEach(() => found.close());

  const rollback = (...args: string[]) =>
    found.ground.canary("rollback", "--yes", "--reason", "checkout fails", ...args);

  /** A plain up changes nothing of the rollout, and leaves nothing pending. */
  const holds = async () => {
    const before = await found.record();
    const { code, output } = await found.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(await found.record(), before);
    assert.deepEqual(await found.pending(), []);
    assertBack(found);
  };

  const ended = ({ exitCode, signalCode }: { exitCode: unknown; signalCode: unknown }) =>
    exitCode !== null || signalCode !== null;

  const lockFolder = () =>
    join(found.ground.directory, "state/.pulumi/locks/organization/canary/production");
  const locks = () => readdir(lockFolder()).catch(() => []);

  it("asks nothing of Datadog", async () => {
    found = await traffic("50");
    await found.killDatadog();
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assertBack(found);
    await holds();
  });

  it("interrupts an update of this machine that a cloud keeps waiting", async () => {
    found = await traffic("10");
    await found.edit({ percentage: 25 });
    found.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang", times: 2 });
    const other = found.start("up", "--yes", "--skip-preview");
    await found.until(() => found.held().weights["canary"] === 25);
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`\\(pid ${other.pid}\\): interrupting it`));
    assert.ok(ended(other), "the other has ended before the roll back began");
    assertBack(found);
    const record = await found.record();
    assert.deepEqual([record.percentage, record.kind], [0, "roll back"]);
    assert.deepEqual(await locks(), []);
    await holds();
  });

  it("takes the lock of another machine away once its update has had time to end", async () => {
    found = await traffic("50");
    await mkdir(lockFolder(), { recursive: true });
    const lock = { pid: 4242, username: "ci", hostname: "runner-7", timestamp: new Date() };
    await writeFile(join(lockFolder(), "b7a1.json"), JSON.stringify(lock));
    const { code, output } = await rollback("--wait", "1");
    assert.equal(code, 0, output);
    assert.match(output, /runner-7 holds the stack: giving it 1 s/);
    assert.deepEqual(await locks(), []);
    assertBack(found);
    await holds();
  });

  it("undoes an update that was killed in both weights", async () => {
    found = await traffic("25");
    await found.edit({ percentage: 50 });
    found.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang", times: 2 });
    const killed = found.start("up", "--yes", "--skip-preview");
    await found.until(() => found.held().weights["canary"] === 50);
    killed.kill("SIGKILL");
    await found.until(() => ended(killed));
    assert.ok((await found.pending()).includes("updating"), "the state has pending operations");
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assertBack(found);
    await holds();
  });

  it("undoes a prepare that was killed while it made a monitor", async () => {
    found = await production("first");
    const type = "datadog:index/monitor:Monitor";
    found.store.fault({ type, operation: "create", kind: "applied-then-hang" });
    await found.edit({ canary: fresh });
    const monitors = found.store.resources(type).length;
    const killed = found.start("up", "--yes", "--skip-preview");
    await found.until(() => found.store.resources(type).length > monitors);
    killed.kill("SIGKILL");
    await found.until(() => ended(killed));
    assert.ok((await found.pending()).includes("creating"), "the state has a pending creation");
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assertBack(found);
    // The engine cannot tell whether the monitor was made: it keeps saying so, and nothing else stays.
    const up = await found.up("--skip-preview");
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /pending/);
    assert.deepEqual(await found.pending(), ["creating"]);
    const cleared = await found.ground.pulumi(
      ...["refresh", "--yes", "--clear-pending-creates", "--stack", "production"],
    );
    assert.equal(cleared.code, 0, cleared.output);
    await holds();
  });

  for (const stage of ["10", "100", "promoted", "finished"]) {
    it(`goes through with all else broken at once, at ${stage}`, async () => {
      found = await production(stage);
      found.closeGate();
      for (const type of DATADOG)
        for (const operation of ["read", "update", "create", "delete"] as const)
          found.store.fault({ type, operation, kind: 500, times: 1000 });
      await found.killDatadog();
      await found.setProgram("missing");
      const at = new Date().toISOString();
      await found.edit({
        percentage: 75,
        set: { hosts: "nonsense", halt: { release: fresh.deployment, reason: "slow", at } },
      });
      const { code, output } = await rollback();
      assert.equal(code, 0, output);
      assertBack(found);
      const { percentage, halted } = await found.record();
      assert.deepEqual([percentage, halted.map(({ release }) => release.version)], [0, ["1.5.0"]]);
    });
  }
});
