import assert from "node:assert/strict";
import { untouched, type Production } from "./production.ts";

describe("a TrafficSplit in a program without a rollout", () => {
  let production: Production;
  before(async () => {
    production = await untouched();
    await production.setProgram("split");
  });
  after(async () => {
    await production.close();
  });

  const to = async (percentage: number) => {
    await production.edit({ percentage });
    const { code, output } = await production.up("--skip-preview");
    return { passed: code === 0, output, share: production.held().weights.canary };
  };

  it("is made at the first stage at most, takes one stage at a time, and goes back at will", async () => {
    assert.equal((await to(0)).share, 0);
    assert.equal((await to(10)).share, 10);
    const skipped = await to(80);
    assert.deepEqual([skipped.passed, skipped.share], [false, 10]);
    assert.match(skipped.output, /stage-skipped: .* 10 %.* 80 %.*request 25 % at most/);
    assert.equal((await to(25)).share, 25);
    assert.deepEqual(production.held().weights, { stable: 75, canary: 25 });
    assert.equal((await to(0)).share, 0);
  });
});
