import assert from "node:assert/strict";
import { rolling, T0 } from "../rollout/build.ts";
import { datadogOf, gateAt, line, type Answers } from "./datadogOf.ts";

describe("the gate, on the requests of a stage", () => {
  async function ask(answers: Answers, over: Parameters<typeof gateAt>[1] = {}) {
    await using datadog = await datadogOf(answers);
    return await gateAt(datadog.url, over)("advance", rolling(25));
  }

  const few = { monitors: "healthy", requests: "few-requests" };
  const name = "requests of 1.5.0";

  it("is inconclusive where they are too few, from the first stage on", async () => {
    await using datadog = await datadogOf(few);
    const { verdict, measurements } = await gateAt(datadog.url)("advance", rolling(10));
    assert.equal(verdict, "inconclusive");
    assert.equal(
      line(measurements, name),
      "inconclusive: 12 since 2026-01-31T12:00:00Z, at least 100 needed",
    );
  });

  it("needs as many as config says", async () => {
    assert.equal((await ask(few, { minimumRequests: 12 })).verdict, "open");
    assert.equal((await ask(few, { minimumRequests: (at) => at })).verdict, "inconclusive");
    assert.equal((await ask(few, { minimumRequests: (at) => at / 5 })).verdict, "open");
  });

  it("is inconclusive where there is no data of them, or none that can be read", async () => {
    for (const [requests, observed] of [
      ["no-requests", /^inconclusive: no data since/],
      ["not-a-list", /^inconclusive: a malformed answer/],
      ['{"status":"error","error":"bad query","series":[]}', /bad query/],
    ] as const) {
      const { verdict, measurements } = await ask({ monitors: "healthy", requests });
      assert.equal(verdict, "inconclusive");
      assert.match(line(measurements, name), observed);
    }
  });

  it("counts them since the stage was entered, by the release's version", async () => {
    await using datadog = await datadogOf(few);
    await gateAt(datadog.url, { version: ({ deployment }) => deployment })("advance", rolling(10));
    const counts = datadog.requests.find(({ query }) => query.get("query")?.includes("dpl_150"));
    assert.equal(counts?.query.get("from"), String(Date.parse(T0) / 1000));
    assert.equal(counts.query.get("to"), String(Date.parse(T0) / 1000 + 600));
  });

  it("asks for none at a start", async () => {
    await using datadog = await datadogOf(few);
    const { verdict, measurements } = await gateAt(datadog.url)("start", rolling(25));
    assert.equal(verdict, "open");
    assert.equal(line(measurements, name), "nothing");
  });
});
