import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readEvidence } from "../../measure/evidence.ts";
import { VERIFIED_BY } from "../../checklist/items.ts";
import type { Release } from "../../rehearsal/stackFile.ts";
import { Folder, node } from "../measure/verify/workspace.ts";
import { type Production, production } from "./production.ts";

describe("verify and attest through the engine", () => {
  let running: Production;
  let app: Folder;
  let release: Release;

  const REPORT = '<testsuites><testsuite><testcase name="a"/></testsuite></testsuites>';
  const tests = node(`require('fs').writeFileSync('junit.xml', '${REPORT}')`);

  /** Production with another canary requested, whose commit is in a checkout of the app. */
  async function open(verify: Record<string, unknown>): Promise<void> {
    running = await production("prepared");
    app = new Folder();
    app.write(".gitignore", "junit.xml\npid\n");
    release = { version: "1.5.1", commit: app.repository(), deployment: "dpl_151" };
    const checkout = { checkout: app.path, branch: "main" };
    await running.edit({ canary: release, set: { app: checkout, verify } });
  }
  afterEach(async () => {
    app[Symbol.dispose]();
    await running.close();
  });

  const evidence = () => {
    const bounds = { release, items: VERIFIED_BY, now: new Date().toISOString() };
    const { recorded: verified, faults } = readEvidence(
      join(running.workspace.directory, "evidence"),
      bounds,
    );
    assert.deepEqual(faults, []);
    return verified.map(({ item, verdict }) => `${item} ${verdict}`);
  };

  it("show a release by commands in its checkout, and write down what was verified", async () => {
    await open({
      "cq-unit-tests": { command: tests, reports: { junit: "junit.xml" } },
      "cq-lint": { command: node("console.log('a.js: no semicolon'); process.exitCode = 1") },
      "env-third-party-keys": {
        command: node("process.exitCode = 'VERCEL_API_TOKEN' in process.env ? 1 : 0"),
      },
    });
    const verify = ["verify", "cq-clean-tree", "cq-lint", "cq-unit-tests", "env-third-party-keys"];
    const { code, output } = await running.workspace.canary(...verify);
    assert.equal(code, 1, output);
    assert.match(output, /✔ cq-unit-tests +[\d.]+ s {2}1 tests, 0 failures, 0 errors, 0 skipped\n/);
    assert.match(output, /✘ cq-lint +[\d.]+ s {2}exited with 1: a\.js: no semicolon\n/);
    assert.match(output, /✔ cq-clean-tree .*, which is on main\n/);
    assert.match(output, /\ncq-lint:\n {2}a\.js: no semicolon\n\n3 of 4 verified, 1 failed\n$/);
    assert.deepEqual(evidence(), [
      "cq-clean-tree pass",
      "cq-lint fail",
      "cq-unit-tests pass",
      "env-third-party-keys pass",
    ]);
    const text = await readFile(running.evidence(release), "utf8");
    assert.match(text, /"counts": \{\n\s+"tests": 1,/);

    // What it needs for a checkout that is not the release: nothing runs.
    app.write("app.js", "changed");
    const changed = await running.workspace.canary("verify", "cq-unit-tests");
    assert.equal(changed.code, 2);
    assert.match(
      changed.output,
      /nothing was run\n.* is not what 1\.5\.1 was built from: git says of 1 file: M app\.js/,
    );
    const later = app.commit("Go on");
    const moved = await running.workspace.canary("verify", "cq-unit-tests");
    assert.equal(moved.code, 2);
    assert.ok(moved.output.includes(`it is at ${later}, and the release at ${release.commit}`));
    assert.ok(moved.output.includes(`git -C ${app.path} checkout ${release.commit}`));
  });

  it("take from a person what only a person can show, and from no author what needs a second", async () => {
    await open({});
    const attest = (...args: string[]) => running.workspace.canary("attest", ...args);
    const author = await attest("test-payments", "--by", "ADA lovelace", "--note", "paid");
    assert.equal(author.code, 2);
    assert.match(author.output, /Ada Lovelace <ada@example\.com> is the author of 1\.5\.1/);
    const command = await attest("cq-lint", "--by", "Grace Hopper");
    assert.match(command.output, /cq-lint is verified by a command alone/);
    const link = ["--link", "not an address"];
    const wrong = await attest("test-payments", "--by", "Grace Hopper", ...link);
    assert.equal(wrong.code, 2);
    assert.match(
      wrong.output,
      /entry 1 \(test-payments\): link is "not an address", must be an http/,
    );
    assert.equal(existsSync(running.evidence(release)), false);
    const second = await attest(
      "test-payments",
      "--by",
      "Grace Hopper",
      "--note",
      "paid and refunded",
    );
    assert.equal(second.code, 0, second.output);
    assert.deepEqual(evidence(), ["test-payments pass"]);

    assert.match(author.output, /a team of one says so in its config, as secondPerson/);
    await running.edit({ set: { secondPerson: { none: "one person" } } });
    const alone = await attest("test-payments", "--by", "Ada Lovelace");
    assert.equal(alone.code, 0, alone.output);

    await running.edit({ set: { app: null, secondPerson: null } });
    const nobody = await attest("test-payments", "--by", "Grace Hopper");
    assert.equal(nobody.code, 2);
    assert.match(
      nobody.output,
      /git must say who wrote the release: name a checkout of the app under/,
    );
    const verify = await running.workspace.canary("verify", "cq-tsc");
    assert.match(verify.output, /app\.checkout is missing: .* in which these run: cq-tsc/);
  });

  it("end with their commands when they are interrupted, and keep what was verified", async () => {
    await open({
      "cq-unit-tests": { command: tests, reports: { junit: "junit.xml" } },
      "cq-integration-tests": {
        command: node(
          "require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => 0, 1000)",
        ),
        alone: true,
      },
    });
    const { directory, env } = running.workspace;
    const child = spawn(
      join(directory, "canary"),
      ["verify", "cq-unit-tests", "cq-integration-tests"],
      {
        cwd: directory,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => (output += data.toString()));
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const pid = () => Number(readFileSync(join(app.path, "pid"), { encoding: "utf8", flag: "a+" }));
    await running.until(() => pid() > 0);
    child.kill("SIGINT");
    assert.equal(await ended, 130, output);
    assert.match(output, /1 of 2 verified, 1 not\n/);
    assert.match(output, /interrupted: what was verified until then is kept/);
    assert.deepEqual(evidence(), ["cq-unit-tests pass"]);
    assert.throws(() => process.kill(pid(), 0), { code: "ESRCH" });
  });
});
