import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { refuseOthers } from "../../../cli/rehearse/folder.ts";
import { UserError } from "../../../cli/userError.ts";
import { lockFolder, LOCK_FILE } from "../../../rehearsal/folderLock.ts";
import { run } from "../../../rehearsal/run.ts";
import { root } from "../../engine/pulumi.ts";

describe("the folder of ./canary rehearse --keep", () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "canary-folder-"));
    await writeFile(join(directory, "clouds.sqlite"), "");
  });
  afterEach(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));

  it("is left alone while another rehearsal holds it", async () => {
    const args = ["rehearse", "--keep", "-d", directory];
    const file = join(root, "canary");
    // A group of its own, to end all that it starts.
    const other = spawn(file, args, { cwd: root, stdio: "ignore", detached: true });
    try {
      const limit = Date.now() + 60_000;
      while (!existsSync(join(directory, LOCK_FILE))) {
        assert.ok(Date.now() < limit, "the rehearsal does not say that it holds the folder");
        await sleep(20);
      }
      const { code, output } = await run(file, args, { cwd: root, env: process.env });
      assert.equal(code, 2, output);
      assert.match(output, /a rehearsal that goes on \(pid \d+\) has its clouds in/);
      assert.match(output, /end it with \^C, or name another folder with --directory/);
      assert.ok(existsSync(join(directory, LOCK_FILE)));
    } finally {
      process.kill(-(other.pid ?? 0), "SIGKILL");
      await once(other, "close");
    }
  });

  it("is taken from one that died, or that said nothing of itself", async () => {
    refuseOthers(directory);
    const { pid } = spawnSync("true");
    for (const text of [String(pid), "", "nonsense"]) {
      await writeFile(join(directory, LOCK_FILE), text);
      refuseOthers(directory);
    }
  });

  it("is held from the beginning of a rehearsal to its end", async () => {
    const letGo = await lockFolder(directory);
    assert.throws(() => {
      refuseOthers(directory);
    }, UserError);
    await letGo();
    refuseOthers(directory);
  });

  it("is no other folder with something in it", async () => {
    await rm(join(directory, "clouds.sqlite"));
    refuseOthers(directory);
    refuseOthers(join(directory, "new"));
    await writeFile(join(directory, "thesis.txt"), "");
    assert.throws(
      () => {
        refuseOthers(directory);
      },
      { message: /is no rehearsal's folder, and is not empty: name another/ },
    );
  });
});
