import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../rehearsal/run.ts";
import { production, type Production, traffic } from "./production.ts";

describe("the gate through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  /** How often the gate was queried: each verdict begins with one list of the monitors. */
  const verdicts = () => running.datadog.calls().filter(({ call }) => call === "monitors").length;

  /** Record and traffic, to be the same before and after. */
  const everything = async () => ({ record: await running.record(), held: running.held() });

  it("is queried again by the change itself, where it closed after the preview", async () => {
    running = await traffic("10");
    const before = await everything();
    const requested = verdicts();
    await running.edit({ percentage: 25 });
    running.show([]);
    let closed = false;
    const { code, output } = await run(
      "pulumi",
      ["up", "--yes", "--non-interactive", "--color", "never", "--stack", "production"],
      { cwd: running.workspace.directory, env: running.workspace.env },
      (printed) => {
        // The preview has had its answer; the update starts the program anew before it queries.
        if (closed || !printed.includes("Updating (production)")) return;
        closed = true;
        running.closeGate();
      },
    );
    assert.notEqual(code, 0);
    const [preview = "", update = ""] = output.split("Updating (production)");
    assert.match(preview, /~ 4 to update/);
    assert.doesNotMatch(preview, /gate is closed/);
    assert.match(update, /gate: the gate is closed: Error rate 6\.2 %, critical above 5 %/);
    assert.equal(verdicts(), requested + 2);
    assert.deepEqual(await everything(), before);
  });

  it("is said by the status with its numbers, and the preview says what an advance passes with", async () => {
    running = await production("10");
    const open = await running.workspace.canary("status");
    assert.match(open.output, /^gate {7}open: 1\.5\.0 from 10 % to 25 % passes the gate$/m);
    assert.match(open.output, /^ {11}Error rate 0 %, critical above 5 %, last 5 min/m);
    assert.match(
      open.output,
      /^ {11}share of 1\.5\.0 [\d.]+ % of [\d,]+ requests measured, 10 % declared/m,
    );
    await running.edit({ percentage: 25 });
    const { code, output } = await running.up();
    assert.equal(code, 0, output);
    assert.match(output, /the gate is open, all \d+ measurements/);
    assert.match(output, /Error rate 0 %, critical above 5 %/);
    assert.match(output, /Response time \(p95\) \d+ ms, critical above 500 ms/);
    assert.match(output, /requests of 1\.5\.0 5,000 since/);
    running.closeGate();
    const closed = await running.workspace.canary("status");
    assert.match(closed.output, /^gate {7}closed: 1\.5\.0 from 25 % to 50 % would be refused$/m);
    assert.match(closed.output, /^ {11}Error rate 6\.2 %, critical above 5 %/m);
  });

  it("refuses an increase by a clock that is ahead, names both, and allows going back", async () => {
    running = await production("10");
    const ahead = join(running.workspace.directory, "ahead.mjs");
    await writeFile(
      ahead,
      `const Right = Date;
       globalThis.Date = class extends Right {
         constructor(...args) { args.length ? super(...args) : super(Right.now() + 7_200_000); }
         static now() { return Right.now() + 7_200_000; }
       };`,
    );
    running.workspace.env["NODE_OPTIONS"] = `--import=${ahead}`;
    const before = await everything();
    await running.edit({ percentage: 25 });
    const refused = await running.up("--skip-preview");
    assert.notEqual(refused.code, 0);
    assert.match(
      refused.output,
      /the gate is inconclusive: clock it is \S+ on this machine and \S+ at Datadog: 2 h ahead/,
    );
    assert.deepEqual(await everything(), before);
    await running.edit({ percentage: 0 });
    const back = await running.up("--skip-preview");
    assert.equal(back.code, 0, back.output);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
  });

  it("does not obey a limit that was edited at Datadog, until a refresh restores it", async () => {
    running = await production("10");
    const monitor = running.store
      .resources("datadog:index/monitor:Monitor")
      .find(({ outputs }) => String(outputs["tags"]).includes("canary_monitor:error-rate"));
    assert.ok(monitor);
    running.store.byHand(monitor, { monitorThresholds: { critical: "95", warning: "1" } });
    const before = await everything();
    await running.edit({ percentage: 25 });
    const refused = await running.up("--skip-preview");
    assert.notEqual(refused.code, 0);
    assert.match(
      refused.output,
      /Error rate edited at Datadog: critical is 95, declared 5; pulumi up/,
    );
    assert.deepEqual(await everything(), before);
    await running.edit({ percentage: 10 });
    assert.equal((await running.up("--refresh", "--skip-preview")).code, 0);
    await running.edit({ percentage: 25 });
    assert.equal((await running.up("--skip-preview")).code, 0);
  });

  it("refuses an advance where Datadog is down, and says what to do", async () => {
    running = await traffic("10");
    await running.killDatadog();
    const before = await everything();
    await running.edit({ percentage: 25 });
    const { code, output } = await running.up();
    assert.notEqual(code, 0);
    assert.match(output, /gate: the gate is inconclusive: .*127\.0\.0\.1:\d+ cannot be reached: /);
    assert.match(output, /nothing increases on missing data/);
    assert.doesNotMatch(output, /Updating \(production\)/);
    assert.deepEqual(await everything(), before);
  });

  it("ends by itself where Datadog takes calls and never answers, and names its limit", async () => {
    running = await traffic("10");
    running.datadog.fault({ kind: "hang", times: "always" });
    const before = await everything();
    await running.edit({ percentage: 25 });
    const { code, output } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /gate: the gate is inconclusive: .*no answer within 30 s/);
    assert.deepEqual(await everything(), before);
  });
});
