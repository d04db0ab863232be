import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { rolling } from "../rollout/build.ts";
import { datadogOf, gateAt, line, type Answered } from "./datadogOf.ts";

const TOO_MANY = { body: "rate-limited", status: 429 };
const FAILED = { body: "failed", status: 500 };

describe("the gate's one limit of time", () => {
  async function ask(monitors: Answered | readonly Answered[], limitSeconds?: number) {
    await using datadog = await datadogOf({ monitors, requests: "requests" });
    const begun = performance.now();
    const verdict = await gateAt(datadog.url, { limitSeconds })("advance", rolling(25));
    const lists = datadog.requests.filter(({ path }) => path === "/api/v1/monitor").length;
    return { ...verdict, seconds: (performance.now() - begun) / 1000, lists };
  }

  it("lets it ask again where Datadog fails for a short time", async () => {
    const { verdict, lists } = await ask([FAILED, TOO_MANY, "healthy"]);
    assert.equal(verdict, "open");
    assert.equal(lists, 3);
  });

  it("ends a call that is never answered", async () => {
    const { verdict, measurements, seconds } = await ask("hang", 0.6);
    assert.equal(verdict, "inconclusive");
    assert.ok(seconds < 10, `${seconds} s`);
    assert.match(line(measurements, "Datadog"), /^inconclusive: .*no answer within/);
  });

  it("is enough for another try where one hangs", async () => {
    const { verdict, lists } = await ask(["hang", "healthy"], 6);
    assert.equal(verdict, "open");
    assert.equal(lists, 2);
  });

  it("does not open where values cannot be had, and keeps an alert that is there", async () => {
    for (const values of [FAILED, "not-a-list", "hang"]) {
      await using datadog = await datadogOf({ monitors: "healthy", requests: "requests", values });
      const { verdict, measurements } = await gateAt(datadog.url, { limitSeconds: 3 })(
        "advance",
        rolling(25),
      );
      assert.equal(verdict, "inconclusive");
      assert.match(
        line(measurements, "Error rate"),
        /^inconclusive: OK at Datadog, and its value cannot be had: .*, critical above 5 %/,
      );
    }
    await using datadog = await datadogOf({ monitors: "alert", values: FAILED });
    const { verdict } = await gateAt(datadog.url, { limitSeconds: 3 })("advance", rolling(25));
    assert.equal(verdict, "closed");
  });

  it("waits as long as a rate limit says", async () => {
    const headers = { "X-RateLimit-Reset": "1" };
    const { verdict, seconds } = await ask([{ ...TOO_MANY, headers }, "healthy"]);
    assert.equal(verdict, "open");
    assert.ok(seconds >= 1, `${seconds} s`);
  });

  it("does not wait for a rate limit that ends after it", async () => {
    for (const name of ["X-RateLimit-Reset", "Retry-After"]) {
      const { verdict, measurements, seconds } = await ask({
        ...TOO_MANY,
        headers: { [name]: "60" },
      });
      assert.equal(verdict, "inconclusive");
      assert.equal(
        line(measurements, "Datadog"),
        "inconclusive: 429 Too Many Requests, for another 60 s",
      );
      assert.ok(seconds < 30, `${seconds} s`);
    }
  });

  it("gives up on what goes on failing, and says how", async () => {
    const { verdict, measurements } = await ask(FAILED, 1);
    assert.equal(verdict, "inconclusive");
    assert.equal(line(measurements, "Datadog"), "inconclusive: 500 Internal Server Error");
  });

  it("is not needed where nothing listens", async () => {
    const datadog = await datadogOf({ monitors: "healthy" });
    await datadog[Symbol.asyncDispose]();
    const { verdict, measurements } = await gateAt(datadog.url, { limitSeconds: 1 })(
      "advance",
      rolling(25),
    );
    assert.equal(verdict, "inconclusive");
    assert.match(
      line(measurements, "Datadog"),
      /127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/,
    );
  });

  for (const [requests, limitSeconds, verdict] of [
    ["requests", 60, "open"],
    ["hang", 1, "inconclusive"],
  ] as const) {
    it(`leaves nothing behind that keeps the process from ending: ${verdict}`, async () => {
      await using datadog = await datadogOf({ monitors: "healthy", requests });
      const program = `
        const { gateAt } = await import(${JSON.stringify(new URL("datadogOf.ts", import.meta.url))});
        const { rolling } = await import(${JSON.stringify(new URL("../rollout/build.ts", import.meta.url))});
        const gate = gateAt(${JSON.stringify(datadog.url)}, { limitSeconds: ${limitSeconds} });
        console.log((await gate("advance", rolling(25))).verdict);
      `;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--input-type=module", "-e", program],
        { timeout: 30_000 },
      );
      assert.equal(stdout.trim(), verdict);
    });
  }
});
