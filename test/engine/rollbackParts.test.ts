import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { run } from "../../rehearsal/run.ts";
import {
  assertBack,
  CANARY,
  fresh,
  old,
  production,
  traffic,
  type Production,
} from "./production.ts";
import { byPassphrase } from "./secretsProvider.ts";

const RECORD = "aws:route53/record:Record";
const ALIAS = "vercel:index/alias:Alias";

describe("a roll back of what is there, through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const rollback = (...args: string[]) =>
    running.workspace.canary("rollback", "--yes", "--reason", "checkout fails", ...args);
  const own = (env: Record<string, string | undefined>, ...args: string[]) =>
    run(join(running.workspace.directory, "canary"), args, {
      cwd: running.workspace.directory,
      env: { ...running.workspace.env, ...env },
    });

  /** What is lost, and how often it is then held: a roll back makes it anew. */
  const LOST = {
    "the canary's alias": (type: string, { alias }: Record<string, unknown>) =>
      type === ALIAS && alias === CANARY,
    "the canary's record": (type: string, { setIdentifier }: Record<string, unknown>) =>
      type === RECORD && setIdentifier === "canary",
    "stable's record": (type: string, { setIdentifier }: Record<string, unknown>) =>
      type === RECORD && setIdentifier === "stable",
  };
  for (const [what, isLost] of Object.entries(LOST)) {
    it(`makes ${what} anew where a refresh took it out of the state`, async () => {
      running = await traffic("50");
      const lost = running.store
        .resources()
        .find(({ type, outputs }) => isLost(type, outputs as Record<string, unknown>));
      assert.ok(lost);
      running.store.byHand(lost, "delete");
      const refreshed = await running.workspace.pulumi("refresh", "--yes", "--stack", "production");
      assert.equal(refreshed.code, 0, refreshed.output);

      const status = await running.workspace.canary("status");
      assert.equal(status.code, 0, status.output);
      assert.match(status.output, /missing +the state lacks the (weighted record|alias of)/);
      const { code, output } = await rollback();
      assert.equal(code, 0, output);
      assertBack(running);
      const record = await running.record();
      const up = await running.up();
      assert.equal(up.code, 0, up.output);
      assert.deepEqual(await running.record(), record);
      assertBack(running);
    });
  }

  it("writes the other weight where the first fails, and then the first", async () => {
    running = await traffic("50");
    running.store.fault({ type: RECORD, operation: "update", kind: 500, times: 1 });
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(output, /the weights or the record were not written: .*; trying again/);
    assertBack(running);
  });

  it("lets no cloud that hangs delay another", async () => {
    running = await traffic("50");
    running.store.fault({ type: ALIAS, operation: "update", kind: "hang", times: 100 });
    const rolling = rollback();
    await running.until(() => running.isAt(0));
    const { output } = await rolling;
    const at = Number(/^ *([\d.]+) s {2}stable has weight 100, canary 0$/m.exec(output)?.[1]);
    const late = Number(/^ *([\d.]+) s {2}the aliases were not moved/m.exec(output)?.[1]);
    assert.ok(at < late, output);
    assert.doesNotMatch(output, /the weights or the record were not written/);
    assert.equal((await running.record()).percentage, 0);
  });

  it("waits for another one of this machine, and looks then", async () => {
    running = await traffic("50");
    // The first holds the stack until it gives the alias up, and tries again.
    running.store.fault({ type: ALIAS, operation: "update", kind: "hang" });
    const one = rollback();
    const locks = join(
      running.workspace.directory,
      "state/.pulumi/locks/organization/canary/production",
    );
    await running.until(async () => (await readdir(locks).catch(() => [])).length > 0);
    const [first, second] = await Promise.all([one, rollback()]);
    assert.equal(first.code, 0, first.output);
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /another roll back or halt of this machine .* waiting for it/);
    assert.doesNotMatch(first.output + second.output, /interrupting it/);
    assertBack(running);
  });

  it("tells Datadog the second time too", async () => {
    running = await production("10");
    await rollback();
    const reported = running.datadog.events().length;
    const again = await rollback("--to", fresh.deployment);
    assert.equal(again.code, 0, again.output);
    assert.match(again.output, /--to dpl_150 is left aside/);
    assert.match(again.output, /an event at Datadog/);
    assert.equal(running.datadog.events().length, reported + 1);
    assertBack(running);
  });

  it("is an up to 0 % too where the record is lost, which begins it anew", async () => {
    running = await traffic("50");
    const urn = "urn:pulumi:production::canary::pulumi:index:Stash::record";
    const gone = ["state", "delete", "--force", "--yes", "--stack", "production", urn];
    assert.equal((await running.workspace.pulumi(...gone)).code, 0);
    await running.edit({ percentage: 0 });
    const { code, output } = await running.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.match(output, /there is no record of a rollout: 1\.4\.0 takes all traffic/);
    assertBack(running);
    const { kind, stable } = await running.record();
    assert.deepEqual([kind, stable.version], ["first", old.version]);
  });

  it("begins where Pulumi.yaml is no YAML and no temporary folder is left", async () => {
    running = await traffic("50");
    await appendFile(join(running.workspace.directory, "Pulumi.yaml"), "\n}{: not yaml\n");
    const { code, output } = await own({ TMPDIR: "/nowhere" }, "rollback", "--yes");
    assert.match(output, /Pulumi\.yaml is not valid YAML/);
    assert.equal(code, 0, output);
    assertBack(running);
  });

  it("gives the steps by hand, with the real names, where the passphrase is wrong", async () => {
    running = await byPassphrase(await traffic("50"));
    const { code, output } = await own({ PULUMI_CONFIG_PASSPHRASE: "no" }, "rollback", "--yes");
    assert.equal(code, 2, output);
    assert.match(output, /the roll back did not begin: .*passphrase/);
    assert.match(
      output,
      /hosted zone Z\w+: .* www\.rollout\.www\.example\.com set "stable" to weight 100/,
    );
    assert.match(output, new RegExp(`vercel alias set ${old.deployment} ${CANARY}`));
    assert.doesNotMatch(output, /\n\s+at /);
  });

  /** Start a command in a process group of its own, as a terminal does, for ^C to go to. */
  const start = (...args: string[]) => {
    const child = spawn(join(running.workspace.directory, "canary"), args, {
      cwd: running.workspace.directory,
      env: running.workspace.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = Promise.all([text(child.stdout), text(child.stderr)]).then((all) =>
      all.join(""),
    );
    output.catch(() => undefined);
    const ended = once(child, "close").then(async ([code]) => ({
      code: code as number | null,
      output: await output,
    }));
    ended.catch(() => undefined);
    const pid = child.pid ?? 0;
    const signals = {
      "^C": () => process.kill(-pid, "SIGINT"),
      "a SIGTERM": () => process.kill(pid, "SIGTERM"),
      "the end of its terminal": () => process.kill(-pid, "SIGHUP"),
    };
    return { child, ended, signals };
  };

  for (const what of ["^C", "a SIGTERM"] as const)
    it(`says after ${what} what moved, and what to type`, async () => {
      running = await traffic("50");
      running.store.fault({ type: ALIAS, operation: "update", kind: "hang", times: 100 });
      const { ended, signals } = start("rollback", "--yes");
      await running.until(async () => (await running.record()).percentage === 0);
      signals[what]();
      const { code, output } = await ended;
      assert.equal(code, 3, output);
      assert.match(output, /it was interrupted: \.\/canary rollback goes on from there/);
      assert.match(output, /the clouds hold: stable 100, canary 0/);
      running.store.clearFaults();
      const again = await rollback();
      assert.equal(again.code, 0, again.output);
      assertBack(running);
    });

  it("goes on to its end where its terminal closes", async () => {
    running = await traffic("50");
    running.store.fault({ type: ALIAS, operation: "update", kind: "hang" });
    const { child, signals } = start("rollback", "--yes");
    const exited = once(child, "exit");
    await running.until(async () => (await running.record()).percentage === 0);
    signals["the end of its terminal"]();
    // Nor does anybody read any more.
    child.stdout.destroy();
    child.stderr.destroy();
    assert.deepEqual(await exited, [0, null]);
    assertBack(running);
    assert.equal((await running.record()).kind, "roll back");
  });

  for (const what of ["^C", "the end of its terminal"] as const)
    it(`has a stack file as it was where ${what} comes in the preview of an advance`, async () => {
      running = await production("10");
      const file = join(running.workspace.directory, "Pulumi.production.yaml");
      const before = await readFile(file, "utf8");
      const { ended, signals } = start("advance", "--yes");
      await running.until(async () => (await readFile(file, "utf8")) !== before);
      signals[what]();
      const { code, output } = await ended;
      assert.equal(code, 1, output);
      assert.match(output, /nothing was applied, and .* is as it was/);
      assert.equal(await readFile(file, "utf8"), before);
      assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
    });
});
