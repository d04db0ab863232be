import assert from "node:assert/strict";
import { type Production, traffic } from "./production.ts";

describe("the gate through the engine", () => {
  let found: Production;
  afterEach(() => found.close());

  /** How often the gate was asked: each verdict begins with one list of the monitors. */
  const verdicts = () => found.datadog.calls().filter(({ call }) => call === "monitors").length;

  /** Record and traffic, to be the same before and after. */
  const everything = async () => ({ record: await found.record(), held: found.held() });

  it("is asked again by the change itself, where it closed after the preview", async () => {
    found = await traffic("10");
    const before = await everything();
    const asked = verdicts();
    await found.edit({ percentage: 25 });
    const up = found.up();
    // The preview has had its answer; the update starts the program anew before it asks.
    await found.until(() => verdicts() > asked);
    found.closeGate();
    const { code, output } = await up;
    assert.notEqual(code, 0);
    const [preview = "", update = ""] = output.split("Updating (production)");
    assert.match(preview, /~ 4 to update/);
    assert.doesNotMatch(preview, /gate is closed/);
    assert.match(update, /gate: the gate is closed: Error rate 6\.2 %, critical above 5 %/);
    assert.equal(verdicts(), asked + 2);
    assert.deepEqual(await everything(), before);
  });

  it("refuses an advance where Datadog is down, and says what to do", async () => {
    found = await traffic("10");
    await found.killDatadog();
    const before = await everything();
    await found.edit({ percentage: 25 });
    const { code, output } = await found.up();
    assert.notEqual(code, 0);
    assert.match(output, /gate: the gate is inconclusive: .*127\.0\.0\.1:\d+ cannot be reached: /);
    assert.match(output, /nothing rises on missing data/);
    assert.doesNotMatch(output, /Updating \(production\)/);
    assert.deepEqual(await everything(), before);
  });

  it("ends by itself where Datadog takes calls and never answers, and names its limit", async () => {
    found = await traffic("10");
    found.datadog.fault({ kind: "hang", times: "always" });
    const before = await everything();
    await found.edit({ percentage: 25 });
    const { code, output } = await found.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /gate: the gate is inconclusive: .*no answer within 30 s/);
    assert.deepEqual(await everything(), before);
  });
});
