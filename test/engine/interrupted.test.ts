import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { fresh, old, production, served, type Production } from "./production.ts";

describe("./canary run, interrupted", () => {
  let running: Production;
  afterEach(() => running.close());

  /** Verify what the next step requires, start a run, and interrupt it once a line matches: as ^C does, or so. */
  async function interruptedOnce(
    message: RegExp,
    interrupt = (pid: number) => process.kill(-pid, "SIGINT"),
  ): Promise<string> {
    const { directory, env } = running.workspace;
    running.show([]);
    const child = spawn("./canary", ["run", "--yes", "--every", "0.2", "--verbose"], {
      cwd: directory,
      env,
      // A process group of its own, as a shell makes one: ^C goes to all of it.
      detached: true,
    });
    let output = "";
    const collect = (data: Buffer) => {
      const before = message.test(output);
      output += data.toString();
      if (!before && message.test(output)) interrupt(child.pid ?? 0);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    assert.deepEqual(await once(child, "close"), [130, null], output);
    assert.match(output, /traffic stays where it is/);
    return output;
  }

  /** What the stack file requests. */
  async function filed() {
    const text = await readFile(
      join(running.workspace.directory, "Pulumi.production.yaml"),
      "utf8",
    );
    const { config } = parse(text) as { config: Record<string, unknown> };
    const releases = config["canary:releases"] as { stable: { version: string } };
    return { percentage: Number(config["canary:percentage"]), stable: releases.stable.version };
  }

  /** Traffic, record and stack file all say this. */
  async function stands(percentage: number, stable: typeof old) {
    assert.deepEqual(running.held(), {
      weights: { stable: 100 - percentage, canary: percentage },
      hosts: served(stable, percentage > 0 ? fresh : stable, fresh),
    });
    const record = await running.record();
    const said = { percentage, stable: stable.version };
    assert.deepEqual({ percentage: record.percentage, stable: record.stable.version }, said);
    assert.deepEqual(await filed(), said);
  }

  it("stays where it is at each stage, and goes on from there to the finish", async () => {
    running = await production("prepared");
    await interruptedOnce(/1\.5\.0 from 0 % to 10 %/);
    await stands(0, old);
    for (const percentage of [10, 25, 50, 75, 100]) {
      await interruptedOnce(new RegExp(`1\\.5\\.0 takes ${percentage} %; next`));
      await stands(percentage, old);
    }
    await interruptedOnce(/1\.5\.0 is stable and takes 100 %/);
    await stands(100, fresh);
    const { code, output } = await running.workspace.canary("run", "--yes", "--every", "0.2");
    assert.equal(code, 0, output);
    assert.equal((await running.record()).kind, "finish");
    await stands(0, fresh);
  });

  it("lets an update that has begun finish, and puts the stack file back before that", async () => {
    running = await production("10");
    await interruptedOnce(/Previewing update/);
    await stands(10, old);
    await interruptedOnce(/Updating \(production\)/);
    await stands(25, old);
    // What ends a job of a pipeline goes to the command alone.
    await interruptedOnce(/Updating \(production\)/, (pid) => process.kill(pid, "SIGTERM"));
    await stands(50, old);
    await interruptedOnce(/Previewing update/, (pid) => process.kill(-pid, "SIGHUP"));
    await stands(50, old);
  });
});
