import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../../../cli/isAlive.ts";
import { runsCommand, type CommandOptions } from "../../../measure/verify/command.ts";
import { Folder, NEVER, node } from "./workspace.ts";

describe("a command that shows an item", () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const run = (command: string[], over: Partial<CommandOptions> = {}, signal = NEVER) =>
    runsCommand({ command, cwd: folder.path, env: process.env, ...over })(signal);
  const passing = (report: string) => ({ reports: { migrations: report } });
  const GOOD = '{"pending":0,"backwardCompatible":true}';
  const printing = (text: string) => node(`process.stdout.write(${JSON.stringify(text)})`);

  it("passes where it exits with 0, with the digest of what it printed", async () => {
    const verified = await run(node("console.log('one')"));
    assert.deepEqual(verified, {
      verdict: "pass",
      by: { command: node("console.log('one')") },
      observed: "exited with 0",
      exitStatus: 0,
      digest: `sha256:${createHash("sha256").update("one\n").digest("hex")}`,
      end: "one\n",
    });
  });

  it("fails by its exit status, with the end of all that it printed", async () => {
    const { verdict, observed, exitStatus, end } = await run(
      node("console.log('x'.repeat(20000)); console.error('broken'); process.exitCode = 3"),
    );
    assert.equal(observed, `exited with 3: ${"x".repeat(119)}… / broken`);
    assert.deepEqual([verdict, exitStatus], ["fail", 3]);
    assert.match(end, /x\n?broken\n$/);
    assert.equal(end.length, 16_000);
  });

  it("fails where a signal ends it", async () => {
    const { verdict, observed, exitStatus } = await run(
      node("process.kill(process.pid, 'SIGKILL')"),
    );
    assert.deepEqual([verdict, observed, exitStatus], ["fail", "a signal ended it", undefined]);
  });

  it("is said where there is none", async () => {
    await assert.rejects(run(["no-such-command"]), /^Error: there is no command no-such-command/);
  });

  it("is given its arguments as they are, with no shell to take them apart", async () => {
    const file = join(folder.path, "made");
    const { end } = await run([...node("console.log(process.argv[1])"), `$(touch ${file}); echo`]);
    assert.equal(end, `$(touch ${file}); echo\n`);
    assert.equal(existsSync(file), false);
  });

  it("passes by its report, be it printed or a file", async () => {
    const printed = await run(printing(GOOD), passing("-"));
    assert.deepEqual(
      [printed.verdict, printed.observed],
      ["pass", "0 pending, backward compatible"],
    );
    assert.deepEqual(printed.counts, { pending: 0 });
    const write = (name: string) => `require('fs').writeFileSync('${name}', '${GOOD}')`;
    const several = node([write("1.json"), write("2.json")].join(";"));
    const filed = await run(several, passing("*.json"));
    assert.equal(filed.observed, "0 pending, backward compatible in 2 files");
  });

  it("fails by its report, whatever it exits with", async () => {
    const { verdict, observed, exitStatus } = await run(
      printing('{"pending":2,"backwardCompatible":true}'),
      passing("-"),
    );
    assert.deepEqual(
      [verdict, observed, exitStatus],
      ["fail", "2 pending, backward compatible", 0],
    );
  });

  it("fails by its exit status, whatever its report says", async () => {
    const { verdict, observed } = await run(
      node(`console.log('${GOOD}'); process.exitCode = 1`),
      passing("-"),
    );
    assert.deepEqual(
      [verdict, observed],
      ["fail", "exited with 1; 0 pending, backward compatible"],
    );
  });

  it("says why it failed: its report's numbers, or else the last that it said", async () => {
    const observed = async (script: string, over: Partial<CommandOptions> = {}) =>
      (await run(node(`${script}; process.exitCode = 1`), over)).observed;
    assert.equal(await observed(""), "exited with 1");
    assert.equal(
      await observed(
        "console.log('a.ts:3:1'); console.error('\\n\\u001b[31m  TS2304: no x\\u001b[0m\\n\\n')",
      ),
      "exited with 1: a.ts:3:1 / TS2304: no x",
    );
    const npm = "console.error('2 rules broken\\nnpm error code 1\\nnpm error path /shop')";
    assert.equal(await observed(npm), "exited with 1: 2 rules broken");
    const report = '<testsuite><testcase name="pays"><failure/></testcase></testsuite>';
    assert.equal(
      await observed(`console.log('noise'); require('fs').writeFileSync('r.xml', '${report}')`, {
        reports: { junit: "r.xml" },
      }),
      'exited with 1; 1 tests, 1 failures, 0 errors, 0 skipped; test "pays" failed',
    );
    // A report that all is well does not say why: a threshold of the tool's own, or its end.
    assert.equal(
      await observed(
        `console.log('below 90 %'); require('fs').writeFileSync('r.json', '${GOOD}')`,
        {
          reports: { migrations: "r.json" },
        },
      ),
      "exited with 1: below 90 %; 0 pending, backward compatible",
    );
    assert.equal(await observed("console.log('Oops')", passing("-")), "exited with 1: Oops");
  });

  it("says no value that is named for a secret", async () => {
    const env = { ...process.env, DATADOG_API_KEY: "0123456789abcdef", CI: "true" };
    const { observed } = await run(
      node("console.log('key ' + process.env.DATADOG_API_KEY, 'true'); process.exitCode = 1"),
      { env },
    );
    assert.equal(observed, "exited with 1: key *** true");
  });

  it("fails where the report is missing, another run's, broken, or elsewhere", async () => {
    const observed = async (report: string) => (await run(node(""), passing(report))).observed;
    assert.equal(await observed("none.json"), "none.json was not written");
    const old = folder.write("old.json", GOOD);
    utimesSync(old, 1e9, 1e9);
    assert.match(
      await observed("old.json"),
      /^old\.json is of 2001-.*: this run did not write it$/,
    );
    folder.write("broken.json", "{");
    assert.match(await observed("broken.json"), /^broken\.json is not JSON: .* position 1/);
    using other = new Folder();
    other.write("report.json", GOOD);
    const { symlinkSync } = await import("node:fs");
    symlinkSync(join(other.path, "report.json"), join(folder.path, "link.json"));
    assert.equal(await observed("link.json"), "link.json leads out of the checkout");
  });

  it("ends, with all that it started, when it is cut short", async () => {
    // A child that heeds no signal but SIGKILL, and holds on to the output.
    const child = "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000)";
    const script = `
      const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
      require('fs').writeFileSync('pid', String(child.pid));
      setInterval(() => 0, 1000);`;
    const cut = new AbortController();
    const running = run(node(script), {}, cut.signal);
    const file = join(folder.path, "pid");
    while (!existsSync(file) || readFileSync(file, "utf8") === "") await sleep(20);
    const pid = Number(readFileSync(file, "utf8"));
    assert.ok(isAlive(pid));
    cut.abort();
    const { verdict } = await running;
    assert.equal(verdict, "fail");
    assert.equal(await ended(pid), true);
  });

  it("leaves nothing running when it ends by itself", async () => {
    const script = `
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' });
      require('fs').writeFileSync('pid', String(child.pid));
      child.unref();`;
    const { verdict } = await run(node(script));
    assert.equal(verdict, "pass");
    assert.equal(await ended(Number(readFileSync(join(folder.path, "pid"), "utf8"))), true);
  });

  async function ended(pid: number): Promise<boolean> {
    for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(20);
    return !isAlive(pid);
  }
});
