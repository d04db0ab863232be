import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { old, production, served, type Production } from "./production.ts";

describe("./canary run through the engine", () => {
  let found: Production;
  afterEach(() => found.close());

  const run = (...args: string[]) => found.ground.canary("run", "--yes", "--every", "0.2", ...args);
  const asked = async () =>
    /^ {2}canary:percentage: "?(\d+)/m.exec(
      await readFile(join(found.ground.directory, "Pulumi.production.yaml"), "utf8"),
    )?.[1];

  it("goes from stage to stage until the one that it is to reach, each after its soak", async () => {
    found = await production("10");
    const { code, output } = await run("--until", "50");
    assert.equal(code, 0, output);
    assert.match(output, /done: 1\.5\.0 from 10 % to 25 %/);
    assert.match(output, /1\.5\.0 takes 50 %/);
    assert.deepEqual(found.held().weights, { stable: 50, canary: 50 });
    assert.equal(await asked(), "50");
    const again = await run("--until", "50");
    assert.equal(again.code, 0);
    assert.doesNotMatch(again.output, /done/);
    assert.equal((await run("--until", "60")).code, 2);
  });

  it("promotes and finishes", async () => {
    found = await production("100");
    const { code, output } = await run();
    assert.equal(code, 0, output);
    assert.match(output, /everyone is on 1\.5\.0/);
    assert.equal((await found.record()).kind, "finish");
  });

  it("rolls back by itself on a trigger, with the numbers, and exits 4", async () => {
    found = await production("25");
    found.closeGate();
    const { code, output } = await run();
    assert.equal(code, 4, output);
    assert.match(
      output,
      /rolled back by itself: error rate above 5 %\nError rate 6\.2 %, critical/,
    );
    assert.deepEqual(found.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: served(old, old, old),
    });
    const { kind, halted } = await found.record();
    assert.equal(kind, "roll back");
    assert.equal(halted[0]?.trigger, "error rate above 5 %");
    assert.match(halted[0].reason, /^Error rate 6\.2 %/);
    assert.equal(await asked(), "0");
    assert.equal((await run()).code, 1, "a halted release is not carried on");
  });

  it("waits on missing data, leaves traffic where it is when interrupted, and goes on after that", async () => {
    found = await production("10");
    found.datadog.setRequests("1.5.0", "no data");
    const { directory, env } = found.ground;
    for (const [signal, every] of [
      ["SIGINT", "0.2"],
      ["SIGTERM", "60"],
    ] as const) {
      const child = spawn("./canary", ["run", "--yes", "--every", every], { cwd: directory, env });
      let output = "";
      const collect = (data: Buffer) => (output += data.toString());
      child.stdout.on("data", collect);
      child.stderr.on("data", collect);
      const closed = once(child, "close");
      await found.until(() => output.includes("the gate is inconclusive"));
      child.kill(signal);
      assert.deepEqual(await closed, [130, null], output);
      assert.match(output, /traffic stays where it is.*\n.*\n.*\.\/canary run +go on from there/);
      assert.deepEqual(found.held().weights, { stable: 90, canary: 10 });
    }
    found.datadog.setRequests("1.5.0", 5000);
    const { code, output } = await run("--until", "25");
    assert.equal(code, 0, output);
    assert.deepEqual(found.held().weights, { stable: 75, canary: 25 });
  });
});
