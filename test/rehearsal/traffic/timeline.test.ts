import assert from "node:assert/strict";
import { inProduction, leastOf, ttlOf } from "../../../rehearsal/traffic/timeline.ts";
import { BAD } from "../../../rehearsal/traffic/stories.ts";
import { production, type Production } from "../../engine/production.ts";

describe("the timeline of a bad release, in production", () => {
  it("are as many times as long as time passes faster here, but for what commands take", () => {
    const here = { detected: 5, decided: 7, moved: 11, last: 12 };
    // 300 s to be detected, 6 s until the weights had changed, and 60 s in resolvers.
    assert.deepEqual(inProduction(here, 60), { detected: 300, last: 366 });
  });

  it("are none of a command's where DNS took visitors away before", () => {
    const here = { detected: 0.5, decided: 7, moved: 11, last: 1.5 };
    assert.deepEqual(inProduction(here, 60), { detected: 30, last: 90 });
  });

  it("are absent where they did not come", () => {
    const here = { detected: 5, decided: 7, moved: undefined, last: undefined };
    assert.deepEqual(inProduction(here, 60), { detected: 300, last: undefined });
  });
});

describe("the least that a story can take", () => {
  let running: Production;
  before(async () => {
    running = await production("10");
  });
  after(() => running.close());

  const least = (name: string) => {
    const story = BAD.find((one) => one.name === name);
    assert.ok(story);
    return leastOf(story, running.store);
  };

  it("is as much of a window as must be bad, and how late metrics are", () => {
    // Half of five minutes, and a minute's delay; then a minute in resolvers.
    assert.deepEqual(least("errors"), { detected: 210, last: 270 });
  });

  it("is a whole window where nothing comes, and has no end where visitors stay", () => {
    assert.deepEqual(least("silent"), { detected: 360 });
  });

  it("is the failures in a row of a health check", () => {
    const [check] = running.store.resources("aws:route53/healthCheck:HealthCheck");
    const { requestInterval, failureThreshold } = check?.outputs as Record<string, number>;
    assert.ok(requestInterval && failureThreshold);
    // The first one may be under way.
    const detected = requestInterval * (failureThreshold - 2);
    assert.deepEqual(least("edge-down"), { detected, last: detected + 60 });
  });

  it("is a retry of a synthetic test", () => {
    assert.deepEqual(least("sign-in"), { detected: 1, last: 61 });
  });

  it("has the TTL that is declared", () => {
    assert.equal(ttlOf(running.store), 60);
  });
});
