import assert from "node:assert/strict";
import { MONITORS } from "../../rollout/monitors.ts";
import {
  GROUPS,
  ROUTE_KEYS,
  ROUTES,
  routesOf,
  routeTags,
  SEVERITIES,
  notified,
} from "../../rollout/routing.ts";

/** The monitors that detect a trigger: the only ones that executives are notified of. */
const CALL_FOR_A_ROLL_BACK = [
  "canary-api",
  "canary-assets",
  "canary-entry",
  "canary-health",
  "canary-payment",
  "canary-realtime",
  "canary-sign-in",
  "data-integrity",
  "error-rate",
  "latency-ratio",
  "payments",
  "public-api",
  "public-assets",
  "public-health",
  "public-payment",
  "public-realtime",
  "public-sign-in",
  "security-findings",
];

/** What distinguishes silence from health for others. */
const WITNESSES = ["database-query-time", "redis-command-time", "requests"];

const builders = ["development", "operations"];
const reading = ["slack", "email"];

const who = (key: string, severity: (typeof SEVERITIES)[number]) => {
  const { groups, channels } = notified(key, severity);
  return [...groups, ...channels].sort();
};

describe("who is notified", () => {
  for (const { key } of MONITORS) {
    const executive = CALL_FOR_A_ROLL_BACK.includes(key) ? ["executive"] : [];

    it(`of ${key}: critical, all who must act or answer, by text message too`, () => {
      assert.deepEqual(
        who(key, "critical"),
        [...builders, ...reading, "product", "support", "sms", ...executive].sort(),
      );
    });

    it(`of ${key}: a warning, those who build and run it, in writing`, () => {
      assert.deepEqual(who(key, "warning"), [...builders, ...reading].sort());
    });

    it(`of ${key}: no data, the same, and by text message where it could hide an alert`, () => {
      const blind = [...CALL_FOR_A_ROLL_BACK, ...WITNESSES].includes(key);
      assert.deepEqual(
        who(key, "no data"),
        [...builders, ...reading, ...(blind ? ["sms"] : [])].sort(),
      );
    });
  }

  it("is nobody twice", () => {
    for (const { key } of MONITORS) {
      for (const severity of SEVERITIES) {
        const all = who(key, severity);
        assert.deepEqual([...new Set(all)], all);
      }
    }
  });

  it("is each group, of something", () => {
    const reached = ROUTE_KEYS.flatMap((route) => ROUTES[route].groups);
    assert.deepEqual(reached.sort(), Object.keys(GROUPS).sort());
  });
});

describe("a route", () => {
  it("finds its monitors by their tags, and no other's", () => {
    for (const { key } of MONITORS) {
      const tagged = ROUTE_KEYS.filter((route) => routeTags(key).includes(`canary_route:${route}`));
      assert.deepEqual(
        tagged,
        ROUTE_KEYS.filter((route) => ROUTES[route].monitors.includes(key)),
      );
      const taken = SEVERITIES.flatMap((severity) => routesOf(key, severity));
      assert.deepEqual([...new Set(taken)].sort(), tagged.sort());
    }
  });

  it("is for monitors of the catalogue", () => {
    const keys = MONITORS.map(({ key }) => key);
    for (const route of ROUTE_KEYS) {
      for (const key of ROUTES[route].monitors) assert.ok(keys.includes(key), key);
    }
  });
});
