import assert from "node:assert/strict";
import type { Probe } from "../../measure/probe.ts";
import { record, rolling } from "../rollout/build.ts";
import { datadogOf, gateAt, line } from "./datadogOf.ts";

describe("the gate's probe", () => {
  const wrong: Probe = ({ version }) =>
    Promise.resolve({ name: "version", verdict: "closed", observed: `not ${version}` });

  it("is queried at a start, and closes the gate", async () => {
    await using datadog = await datadogOf({ monitors: "healthy", requests: "requests" });
    const { verdict, measurements } = await gateAt(datadog.url, { probe: wrong })(
      "start",
      record(),
    );
    assert.equal(verdict, "closed");
    assert.equal(line(measurements, "version"), "closed: not 1.5.0");
  });

  it("is not queried later", async () => {
    await using datadog = await datadogOf({ monitors: "healthy", requests: "requests" });
    const gate = gateAt(datadog.url, { probe: wrong });
    assert.equal((await gate("advance", rolling(25))).verdict, "open");
    assert.equal((await gate("promote", rolling(100))).verdict, "open");
  });

  it("counts where Datadog is down, and may neither hang nor throw", async () => {
    await using datadog = await datadogOf({ monitors: "hang" });
    const gate = (probe: Probe) => gateAt(datadog.url, { probe, limitSeconds: 0.5 });
    assert.equal((await gate(wrong)("start", record())).verdict, "closed");
    for (const bad of [
      () => new Promise<never>(() => undefined),
      () => Promise.reject(new Error("no such host")),
    ]) {
      const { verdict, measurements } = await gate(bad)("start", record());
      assert.equal(verdict, "inconclusive");
      assert.match(line(measurements, "version"), /no answer within 0.5 s|no such host/);
    }
  });
});
