import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PACK } from "./broken.ts";
import {
  fresh,
  old,
  ORIGIN,
  production,
  PUBLIC,
  served,
  traffic,
  type Production,
} from "./production.ts";

const RECORD = "aws:route53/record:Record";

describe("the canary command through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const stackFile = () =>
    readFile(join(running.workspace.directory, "Pulumi.production.yaml"), "utf8");

  it("says where a rollout stands, and both sides where config asks for something else", async () => {
    running = await production("25");
    const held = await running.workspace.canary("status");
    assert.equal(held.code, 0, held.output);
    assert.match(held.output, /1\.5\.0 takes 25 % \(since .*\), 1\.4\.0 is stable/);
    assert.match(held.output, /weights +stable 75, canary 25/);
    assert.match(held.output, /requested +what is applied/);
    await running.edit({ percentage: 75 });
    const differs = await running.workspace.canary("status");
    assert.match(differs.output, /1\.5\.0 takes 25 %/);
    assert.match(differs.output, /requested +75 %, .* refused now/);
    assert.match(differs.output, /stage-skipped/);
  });

  it("leaves selected what the user has selected", async () => {
    running = await production("first");
    await running.workspace.pulumi("stack", "select", "staging");
    await running.workspace.canary("status");
    const { output } = await running.workspace.pulumi("stack", "--show-name");
    assert.equal(output.trim(), "staging");
  });

  it("advances by nothing else than the step that it names", async () => {
    running = await production("promoted");
    const at = new Date().toISOString();
    const rollback = { release: fresh.deployment, trigger: "errors", reason: "x", at };
    await running.edit({ set: { rollback } });
    const { code, output } = await running.workspace.canary("advance", "--yes");
    assert.equal(code, 1);
    assert.match(output, /the next step is: finish: .*; but the stack file requests a roll back/);
    assert.equal(running.held().hosts[PUBLIC], fresh.deployment);
  });

  it("says what is wrong with a stack file beside where the rollout stands", async () => {
    running = await production("25");
    await running.edit({ set: { percentage: "25%" } });
    const file = join(running.workspace.directory, "Pulumi.production.yaml");
    const twice = "config:\n  thresholds: {}";
    await writeFile(file, (await readFile(file, "utf8")).replace(/^config:$/m, twice));
    const { code, output } = await running.workspace.canary("status");
    assert.equal(code, 0);
    assert.match(output, /1\.5\.0 takes 25 %/);
    const up = await running.up();
    assert.notEqual(up.code, 0);
    for (const said of [output, up.output]) {
      assert.equal(said.match(/percentage is "25%"/g)?.length, 1, said);
      assert.match(said, /canary:thresholds stands beside thresholds, which is the same key/);
    }
    assert.doesNotMatch(up.output, /\n\s+at .*:\d+:\d+/, "no stack trace");
  });

  it("advances by one stage: in the stack file, through preview and up", async () => {
    running = await production("10");
    const before = await stackFile();
    const { code, output } = await running.workspace.canary("advance", "--yes");
    assert.equal(code, 0, output);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
    assert.equal(await stackFile(), before.replace('percentage: "10"', 'percentage: "25"'));
    const said = output
      .trimEnd()
      .split("\n")
      .filter((line) => !/ … \d+ s$/.test(line));
    assert.ok(said.length <= 12, output);
    assert.equal(said[0], "requested  1.5.0 from 10 % to 25 %");
    for (const line of [
      /^measured +the gate is open, all \d+ measurements\n[^]*^ +Error rate /m,
      /^ +share of 1\.5\.0 /m,
      /^soak +\d+ (s|min).* at 10 %, 1 s required$/m,
      /^checked +evidence (\d+) of \1; policies (\d+) of \2$/m,
      /^changed +traffic-canary weight 10 → 25; traffic-stable weight 90 → 75$/m,
    ])
      assert.match(output, line);
    assert.match(
      said.at(-1) ?? "",
      /^1\.5\.0 takes 25 %; next 50 % (now|from \d\d:\d\d \(in \d+ s\))$/,
    );
    const verbose = await running.workspace.canary("advance", "--yes", "--verbose");
    assert.match(
      verbose.output,
      /Updating \(production\)[^]*^requested  1\.5\.0 from 25 % to 50 %$/m,
    );
  });

  it("writes nothing where the advance is refused", async () => {
    running = await traffic("prepared");
    assert.equal((await running.workspace.canary("halt", "--yes", "--reason", "x")).code, 0);
    const before = await stackFile();
    const { code, output } = await running.workspace.canary("advance", "--yes");
    assert.equal(code, 1);
    assert.match(output, /1\.5\.0 from 0 % to 10 % is refused\nhalted: 1\.5\.0 is halted \(x\)/);
    assert.equal(await stackFile(), before);
  });

  it("puts the stack file back where the gate refuses in the preview", async () => {
    running = await production("10");
    running.closeGate();
    const before = await stackFile();
    const { code, output } = await running.workspace.canary("advance", "--yes");
    assert.equal(code, 1);
    assert.match(
      output,
      /^canary: nothing was applied, and .* is as it was\ngate: the gate is closed: [^\n]*\n$/m,
    );
    assert.equal(output.match(/the gate is closed/g)?.length, 1, output);
    assert.equal(await stackFile(), before);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
  });

  it("promotes at 100 % and finishes after that", async () => {
    running = await production("100");
    assert.equal((await running.workspace.canary("advance", "--yes")).code, 0);
    assert.equal(running.held().hosts[PUBLIC], fresh.deployment);
    assert.equal((await running.workspace.canary("advance", "--yes")).code, 0);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    assert.equal((await running.record()).kind, "finish");
  });

  it("halts where it is, holds the next increase back, and goes on after a resume at 0 %", async () => {
    running = await production("25");
    const halted = await running.workspace.canary(
      "halt",
      "--yes",
      "--reason",
      "checkout looks slow",
    );
    assert.equal(halted.code, 0, halted.output);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
    const record = await running.record();
    assert.equal(record.kind, "halt");
    assert.equal(
      (await running.up("--skip-preview")).code,
      0,
      "a plain up from the file that it wrote holds",
    );
    assert.deepEqual(await running.record(), record);
    await running.edit({ percentage: 50 });
    assert.match((await running.up()).output, /halted: 1\.5\.0 is halted \(checkout looks slow\)/);

    await running.edit({ percentage: 0 });
    assert.equal((await running.up("--skip-preview")).code, 0);
    assert.deepEqual(running.held().hosts, served(old, old, old));
    const resume = await running.workspace.canary(
      "resume",
      "--yes",
      "-c",
      "a backup ran",
      "-b",
      "Grace",
    );
    assert.equal(resume.code, 0, resume.output);
    assert.deepEqual(running.held().hosts, served(old, old, fresh));
    await running.edit({ percentage: 10 });
    assert.equal((await running.up("--skip-preview")).code, 0);
  });

  it("asks before it changes something, and says so where nobody can answer", async () => {
    running = await production("10");
    const { code, output } = await running.workspace.canary("rollback");
    assert.equal(code, 2);
    assert.match(output, /Nobody is here to answer: add --yes/);
    assert.deepEqual(running.held().weights, { stable: 90, canary: 10 });
  });

  it("knows no stack that is not there, without a stack trace", async () => {
    running = await production("first");
    const { code, output } = await running.workspace.canary("status", "--stack", "nowhere");
    assert.equal(code, 2);
    assert.match(output, /the stack nowhere cannot be opened: .*no stack named/);
    assert.doesNotMatch(output, /\n\s+at /);
  });
});

describe("a record that cannot be read", () => {
  let running: Production;
  afterEach(() => running.close());

  /** Have a later version write the record, as far as the state says. */
  const fromTheFuture = async () => {
    running = await traffic("50");
    const file = join(running.workspace.directory, "state.json");
    await running.workspace.pulumi("stack", "export", "--stack", "production", "--file", file);
    await writeFile(file, (await readFile(file, "utf8")).replaceAll('"schema": 1', '"schema": 2'));
    await running.workspace.pulumi("stack", "import", "--stack", "production", "--file", file);
  };

  it("refuses an increase, and lets the weights fall to 0 alone", async () => {
    await fromTheFuture();
    await running.edit({ percentage: 75 });
    const increase = await running.up("--skip-preview");
    assert.notEqual(increase.code, 0);
    assert.match(
      increase.output,
      /record-unreadable: .* later version \(schema 2, this one reads 1\)/,
    );
    assert.deepEqual(running.held().weights, { stable: 50, canary: 50 });

    await running.edit({ percentage: 0 });
    const fall = await running.up("--skip-preview");
    assert.equal(fall.code, 0, fall.output);
    assert.match(fall.output, /the weights alone move, to 0 % canary/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    assert.equal(running.held().hosts[ORIGIN], fresh.deployment);
    assert.equal(((await running.record()) as { unreadable?: string }).unreadable, undefined);
  });

  it("lets a step back through, whatever the gate says, and no share increase that was lowered by hand", async () => {
    await fromTheFuture();
    running.closeGate();
    await running.edit({ percentage: 25 });
    const back = await running.up("--skip-preview", "--policy-pack", PACK);
    assert.equal(back.code, 0, back.output);
    assert.match(back.output, /the weights alone move, to 25 % canary/);
    assert.deepEqual(running.held().weights, { stable: 75, canary: 25 });
    assert.equal((await running.up("--skip-preview")).code, 0);

    for (const { id, outputs } of running.store.resources(RECORD)) {
      const weight = outputs["setIdentifier"] === "canary" ? 0 : 100;
      running.store.byHand({ type: RECORD, id }, { weightedRoutingPolicies: [{ weight }] });
    }
    const increase = await running.up("--refresh", "--skip-preview");
    assert.notEqual(increase.code, 0);
    assert.match(increase.output, /record-unreadable: /);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
  });

  it("is rolled back by the weights alone, and wholly where the good deployment is named", async () => {
    await fromTheFuture();
    const alone = await running.workspace.canary("rollback", "--yes");
    assert.equal(alone.code, 3, alone.output);
    assert.match(alone.output, /name the good release with --to DEPLOYMENT/);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    const named = await running.workspace.canary("rollback", "--yes", "--to", old.deployment);
    assert.equal(named.code, 0, named.output);
    assert.equal(running.held().hosts[ORIGIN], old.deployment);
  });
});
