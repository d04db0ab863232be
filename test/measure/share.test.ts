import assert from "node:assert/strict";
import { HOUR, rolling } from "../rollout/build.ts";
import { datadogOf, gateAt, line, NOW } from "./datadogOf.ts";

describe("the gate, on the share of requests that was measured", () => {
  const entered = Date.parse(NOW) - HOUR * 1000;

  /** A minute's requests of both releases, for an hour. */
  const requests = (minute: (number: number) => [canary: number, stable: number]) => {
    const series = [0, 1].map((index) => ({
      query_index: index,
      interval: 60,
      scope: index === 0 ? "version:1.5.0" : "version:1.4.0",
      pointlist: Array.from({ length: 60 }, (_, number) => [
        entered + number * 60_000,
        minute(number)[index],
      ]),
    }));
    return JSON.stringify({ status: "ok", series });
  };

  async function ask(answer: string) {
    await using datadog = await datadogOf({ monitors: "healthy", requests: answer });
    const record = rolling(25, { enteredAt: new Date(entered).toISOString() });
    return await gateAt(datadog.url)("advance", record);
  }

  it("says it beside the declared one, without the minute that answers of before last", async () => {
    const { verdict, measurements } = await ask(
      requests((number) => (number === 0 ? [0, 100_000] : [26 - (number % 3), 75])),
    );
    assert.equal(verdict, "open");
    assert.equal(
      line(measurements, "share of 1.5.0"),
      "open: 25 % of 5,899 requests measured, 25 % declared",
    );
  });

  it("warns where it is another one for long, and lets it increase", async () => {
    const { verdict, measurements } = await ask(requests((number) => [50 - (number % 3), 51]));
    assert.equal(verdict, "open");
    assert.match(
      line(measurements, "share of 1.5.0"),
      /^warning: 49 % of 5,899 requests measured, 25 % declared: more than chance and the lumps of DNS/,
    );
  });

  it("does not warn where requests come in lumps", async () => {
    const lump = (number: number): [number, number] => (number % 4 === 0 ? [100, 0] : [10, 110]);
    const { measurements } = await ask(requests(lump));
    assert.match(line(measurements, "share of 1.5.0"), /^open: /);
  });
});
