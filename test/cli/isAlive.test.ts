import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../../cli/isAlive.ts";

describe("whether a process lives", () => {
  it("is so of one that runs, and of somebody else's", () => {
    assert.ok(isAlive(process.pid));
    assert.ok(isAlive(1));
  });

  it("is not so of one that is gone", async () => {
    const gone = spawn("true", { stdio: "ignore" });
    await once(gone, "close");
    assert.ok(!isAlive(gone.pid ?? 0));
  });

  it("is not so of one that has ended, and that nobody looks at", async function () {
    if (!existsSync("/proc/self/stat")) this.skip();
    // A shell that becomes another program forgets what it has started.
    const parent = spawn("sh", ["-c", "sleep 2 & echo $!; exec sleep 120"]);
    const [printed] = (await once(parent.stdout, "data")) as [Buffer];
    const child = Number(printed.toString());
    try {
      assert.ok(isAlive(child));
      const limit = Date.now() + 60_000;
      while (isAlive(child) && Date.now() < limit) await sleep(20);
      process.kill(child, 0);
      assert.ok(!isAlive(child));
    } finally {
      parent.kill("SIGKILL");
      await once(parent, "close");
    }
  });
});
