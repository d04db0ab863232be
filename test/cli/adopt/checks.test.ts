import assert from "node:assert/strict";
import { checksBefore, isVerified } from "../../../cli/adopt/checks.ts";
import type { Split } from "../../../cli/adopt/splits.ts";
import { nameServer } from "../../measure/verify/nameServer.ts";

/** Nobody listens there. */
const NOBODY = "127.0.0.1";

const SPLIT: Split = {
  ...{ host: "www.example.com", target: NOBODY, weighted: "www.rollout.www.example.com" },
  ...{ zone: "example.com", zoneId: "z", delegated: "rollout.www.example.com" },
  nameServers: ["ns-1.awsdns-01.com"],
  entry: NOBODY,
  health: { path: "/api/health", body: '"status":"ok"' },
  record: { urn: "urn:pulumi:a::b::c::traffic-public", id: "r1", ttl: 60, proxied: false },
};
const RECORD = {
  ...{ id: "r1", type: "CNAME", name: SPLIT.host, content: NOBODY, ttl: 60, proxied: false },
  ...{ comment: undefined, modified: "2026-01-31T12:00:00.000Z" },
};

/** What does not hold, by the titles. */
async function failing(
  split: Split,
  record = RECORD,
  resolvers = [`${NOBODY}:9`],
): Promise<Record<string, string>> {
  const now = new Date("2026-01-31T12:01:30.000Z");
  const checks = await checksBefore({ split, record, now, resolvers, status: 200, days: 21 });
  return Object.fromEntries(
    checks
      .filter((one) => !isVerified(one))
      .map(({ title, finding }) => [title, "why" in finding ? finding.why : ""]),
  );
}

describe("the checks before the switch", () => {
  it("each fail where nobody answers, and say what did not", async () => {
    const why = await failing(SPLIT);
    assert.match(why["weighted name"] ?? "", /127\.0\.0\.1:9 has no answer for www\.rollout\.www/);
    assert.match(
      why["delegation"] ?? "",
      /whom example\.com delegates rollout\.www\.example\.com to is not known: .*ECONNREFUSED/,
    );
    for (const leg of ["stable", "canary"]) {
      assert.match(
        why[`${leg}'s certificate`] ?? "",
        /127\.0\.0\.1 shows no certificate for www\./,
      );
      assert.match(why[`${leg}'s leg`] ?? "", /no answer from 127\.0\.0\.1/);
    }
    assert.equal(why["old answers"], undefined, "a TTL of 60 s, 90 s ago");
  });

  it("are made again where they do not hold at once", async () => {
    let queries = 0;
    using server = await nameServer({
      get [SPLIT.weighted]() {
        queries += 1;
        return queries <= 3 ? "elsewhere.example.com" : NOBODY;
      },
    });
    const why = await failing(SPLIT, RECORD, [server.address]);
    assert.equal(why["weighted name"], undefined);
    assert.equal(queries, 6);
    assert.equal(
      why["delegation"],
      `the zone example.com does not delegate rollout.www.example.com, or ${server.address} kept that for now`,
    );
  });

  it("fail of a leg that the state does not have, and of a name that is kept for long", async () => {
    const why = await failing({ ...SPLIT, entry: undefined }, { ...RECORD, ttl: 3600 });
    assert.equal(why["canary's leg"], "the state has no entry point of the canary");
    assert.equal(why["canary's certificate"], "the state has no entry point of the canary");
    assert.equal(
      why["old answers"],
      "resolvers keep www.example.com for 3600 s: canary adopt makes that 60",
    );
  });
});
