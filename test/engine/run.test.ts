import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockIn } from "../../cli/heldLock.ts";
import { old, production, served, type Production } from "./production.ts";

describe("./canary run through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const run = (...args: string[]) =>
    running.workspace.canary("run", "--yes", "--every", "0.2", ...args);
  const begin = (...args: string[]) => {
    const { directory, env } = running.workspace;
    const child = spawn("./canary", ["run", "--yes", ...args], { cwd: directory, env });
    let output = "";
    const collect = (data: Buffer) => (output += data.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    return { child, closed: once(child, "close"), output: () => output };
  };
  const requested = async () =>
    /^ {2}canary:percentage: "?(\d+)/m.exec(
      await readFile(join(running.workspace.directory, "Pulumi.production.yaml"), "utf8"),
    )?.[1];

  it("goes from stage to stage until the one that it is to reach, each after its soak", async () => {
    running = await production("10");
    const { code, output } = await run("--until", "50");
    assert.equal(code, 0, output);
    assert.match(
      output,
      /requested  1\.5\.0 from 10 % to 25 %\n[^]*^ +\d+\.\d s  1\.5\.0 takes 25 %; next 50 % /m,
    );
    assert.match(output, /1\.5\.0 takes 50 %/);
    assert.deepEqual(running.held().weights, { stable: 50, canary: 50 });
    assert.equal(await requested(), "50");
    const again = await run("--until", "50");
    assert.equal(again.code, 0);
    assert.doesNotMatch(again.output, /requested/);
    assert.equal((await run("--until", "60")).code, 2);
  });

  it("promotes and finishes", async () => {
    running = await production("100");
    const { code, output } = await run();
    assert.equal(code, 0, output);
    assert.match(output, /everyone is on 1\.5\.0/);
    assert.equal((await running.record()).kind, "finish");
  });

  it("rolls back by itself on a trigger, with the numbers, and exits 4", async () => {
    running = await production("25");
    running.closeGate();
    const { code, output } = await run();
    assert.equal(code, 4, output);
    assert.match(
      output,
      /rolled back by itself: error rate above 5 %\nError rate 6\.2 %, critical/,
    );
    assert.deepEqual(running.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: served(old, old, old),
    });
    const { kind, halted } = await running.record();
    assert.equal(kind, "roll back");
    assert.equal(halted[0]?.trigger, "error rate above 5 %");
    assert.match(halted[0].reason, /^Error rate 6\.2 %/);
    assert.equal(await requested(), "0");
    assert.equal((await run()).code, 1, "a halted release does not go on");
  });

  it("rolls back where the gate closes after the preview, and names that alone as the reason", async () => {
    running = await production("10");
    const states = join(running.workspace.directory, "state");
    const { closed, output } = begin("--every", "0.2");
    // A preview takes no lock, and an update its own before it starts the program.
    await running.until(async () => (await lockIn(states, "canary", "production")) !== undefined);
    running.closeGate();
    assert.deepEqual(await closed, [4, null], output());
    assert.match(
      output(),
      /the update failed; .* still requests it: .*\nbefore hook "gate" failed: gate: the gate is closed: .*; trying again\n/,
    );
    assert.match(output(), /error rate above 5 %: rolling back/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
  });

  it("waits on missing data, leaves traffic where it is when interrupted, and goes on after that", async () => {
    running = await production("10");
    running.datadog.setRequests("1.5.0", "no data");
    for (const [signal, every] of [
      ["SIGINT", "0.2"],
      ["SIGTERM", "60"],
    ] as const) {
      const { child, closed, output } = begin("--every", every);
      await running.until(() => output().includes("the gate is inconclusive"));
      child.kill(signal);
      assert.deepEqual(await closed, [130, null], output());
      assert.match(output(), /traffic stays where it is.*\n.*\n.*\.\/canary run +go on from there/);
      assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
    }
    running.datadog.setRequests("1.5.0", 5000);
    const { code, output } = await run("--until", "25");
    assert.equal(code, 0, output);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
  });

  it("asks git before it begins, commits each step, and ends with the commands where git refuses", async () => {
    running = await production("10");
    const { directory } = running.workspace;
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", directory, ...args], { encoding: "utf8", stdio: "pipe" });
    const none = await run("--commit", "--until", "25");
    assert.equal(none.code, 2, none.output);
    assert.match(none.output, /so nothing was begun\n- .* is in no working tree of git/);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });

    git("init", "-q");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.com");
    git("add", "Pulumi.production.yaml");
    git("commit", "-q", "-m", "Begin");
    const committed = await run("--commit", "--until", "25");
    assert.equal(committed.code, 0, committed.output);
    const LAST = "Roll production out: 1.5.0 from 10 % to 25 %";
    assert.equal(git("log", "-1", "--format=%s"), `${LAST}\n`);

    const hook = join(directory, ".git/hooks/pre-commit");
    await writeFile(hook, "#!/bin/sh\nexit 1\n");
    await chmod(hook, 0o755);
    const refused = await run("--commit", "--until", "50");
    assert.equal(refused.code, 1, refused.output);
    assert.equal(refused.output.split("trying again").length, 3, refused.output);
    assert.match(
      refused.output,
      /written, not committed: git commit exited with 1\n {2}git add .*\n {2}git commit -m 'Roll production out: 1\.5\.0 from 25 % to 50 %' -- .*\n/,
    );
    assert.deepEqual(running.held().weights, { stable: 50, canary: 50 });
    assert.equal(await requested(), "50");
    assert.equal(git("log", "-1", "--format=%s"), `${LAST}\n`);

    const back = await running.workspace.canary("rollback", "--yes", "--commit");
    assert.equal(back.code, 0, back.output);
    assert.match(back.output, /written, not committed/);
    assert.doesNotMatch(back.output, /could not be settled|by hand:/);
    assert.equal(await requested(), "0");
  });
});
