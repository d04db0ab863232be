import assert from "node:assert/strict";
import { fresh, production, type Production, traffic } from "./production.ts";

describe("a refused advance through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const urn = (tail: string) => `urn:pulumi:production::canary::${tail}`;
  const targets = {
    "a weighted record": urn("canary:index:TrafficSplit$aws:route53/record:Record::traffic-canary"),
    "the record": urn("pulumi:index:Stash::record"),
  };

  /** State, traffic and outputs, to be the same before and after. */
  const everything = async () => ({
    record: await running.record(),
    held: running.held(),
    outputs: (await running.workspace.pulumi("stack", "output", "--json", "--stack", "production"))
      .output,
  });

  it("moves nothing, however it is requested, and is refused again", async () => {
    running = await traffic("10");
    const before = await everything();
    await running.edit({ percentage: 75 });
    const plain = await running.up();
    assert.notEqual(plain.code, 0);
    assert.match(
      plain.output,
      /stage-skipped: 75 % was requested at 10 %, and the next stage is 25 %/,
    );
    assert.doesNotMatch(plain.output, /\n\s+at .*\.ts:\d+/, "no stack trace");
    assert.deepEqual(await everything(), before);
    for (const args of [["--skip-preview"], ["--skip-preview"], []]) {
      assert.notEqual((await running.up(...args)).code, 0);
      assert.deepEqual(await everything(), before);
    }
  });

  for (const [what, target] of Object.entries(targets)) {
    it(`moves nothing where ${what} alone is the target, nor in a plain up after that`, async () => {
      running = await traffic("10");
      const before = await everything();
      await running.edit({ percentage: 75 });
      await running.up("--skip-preview", "--target", target);
      assert.deepEqual({ ...(await everything()), outputs: "" }, { ...before, outputs: "" });
      assert.notEqual((await running.up("--skip-preview")).code, 0);
      assert.deepEqual({ ...(await everything()), outputs: "" }, { ...before, outputs: "" });
    });
  }

  it("moves nothing where the stable alias alone is the target of a refused promote", async () => {
    running = await traffic("100");
    running.closeGate();
    const before = await everything();
    await running.edit({ stable: fresh });
    const alias = urn("canary:index:Environment$vercel:index/alias:Alias::production-public");
    assert.notEqual((await running.up("--skip-preview", "--target", alias)).code, 0);
    assert.deepEqual(await everything(), before);
    assert.notEqual((await running.up("--skip-preview")).code, 0);
    assert.deepEqual(await everything(), before);
  });

  it("records no stage that the traffic did not reach, where the record alone is the target", async () => {
    running = await traffic("10");
    const before = await everything();
    await running.edit({ percentage: 25 });
    const stash = urn("pulumi:index:Stash::record");
    const { code, output } = await running.up("--skip-preview", "--target", stash);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /the advance is not recorded before traffic has it: the canary has 10 % now and 25 %/,
    );
    assert.deepEqual({ ...(await everything()), outputs: "" }, { ...before, outputs: "" });
  });

  it("names the soak beside the stage, in a preview that still shows the whole diff", async () => {
    running = await traffic("prepared");
    const hour = [10, 25, 50, 75, 100].map((percentage) => ({ percentage, soak: "1h" }));
    await running.edit({ percentage: 10, set: { plan: hour } });
    assert.equal((await running.up("--skip-preview")).code, 0);
    await running.edit({ percentage: 50 });
    const { code, output } = await running.workspace.pulumi("preview", "--stack", "production");
    assert.notEqual(code, 0);
    assert.match(output, /stage-skipped: 50 % was requested at 10 %/);
    assert.match(output, /soak: 1\.5\.0 has held 10 % for (\d+ min )?\d+ s of 1 h/);
    assert.match(output, /~ 4 to update/);
  });

  it("holds promote back when the gate is closed", async () => {
    running = await traffic("100");
    running.closeGate();
    const before = await everything();
    await running.edit({ stable: fresh });
    const { code, output } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /gate: the gate is closed: Error rate 6\.2 %/);
    assert.deepEqual(await everything(), before);
  });

  it("holds the weights by the rollout alone, where the records have no hook of their own", async () => {
    running = await production("10");
    await running.setProgram("bare");
    const before = await everything();
    await running.edit({ percentage: 75 });
    const { code, output } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /stage-skipped/);
    assert.deepEqual(await everything(), before);
  });
});
