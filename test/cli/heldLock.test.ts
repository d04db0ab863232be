import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { readLock } from "../../cli/heldLock.ts";

describe("the lock of a stack", () => {
  let directory: string;
  const saved = process.env["PULUMI_BACKEND_URL"];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lock-"));
    delete process.env["PULUMI_BACKEND_URL"];
  });
  afterEach(() => {
    if (saved !== undefined) process.env["PULUMI_BACKEND_URL"] = saved;
    rmSync(directory, { recursive: true });
  });

  /** What is said of a lock of a process on a host. */
  function lock(host: string, pid: number): Promise<string | undefined> {
    const held = { pid, username: "ci", hostname: host, timestamp: "2026-01-31T12:00:00Z" };
    return lockFile(JSON.stringify(held));
  }

  async function lockFile(text: string): Promise<string | undefined> {
    const folder = join(directory, "state/.pulumi/locks/organization/canary/production");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "b7a1.json"), text);
    return readLock(
      { directory, name: "canary", backend: "file://state" },
      "acme/canary/production",
    );
  }

  it("names its holder", async () => {
    assert.equal(
      await lock("runner-7", 4242),
      "held by ci@runner-7 (pid 4242) since 2026-01-31T12:00:00Z",
    );
    assert.match((await lock(hostname(), process.pid)) ?? "", /^held by ci@/);
  });

  it("is known to be left behind where its process of this machine is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    assert.match(
      (await lock(hostname(), pid)) ?? "",
      /^left by an update that died, .*: pulumi cancel, or \.\/canary rollback, takes it away$/,
    );
  });

  it("is held where its file is not all there", async () => {
    for (const text of ["", '{"pid": 42', "{}"])
      assert.match((await lockFile(text)) ?? "", /^held, by whom .*b7a1\.json does not say$/);
  });

  it("is nobody's where there is none", async () => {
    const project = { directory, name: "canary", backend: "file://state" };
    assert.equal(await readLock(project, "production"), undefined);
  });
});
