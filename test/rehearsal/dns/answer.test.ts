import assert from "node:assert/strict";
import { answerTo } from "../../../rehearsal/dns/answer.ts";
import type { Zone, ZoneRecord } from "../../../rehearsal/dns/zone.ts";

const LUCK = { random: () => 0, healthy: () => true };

function of(name: string, type: ZoneRecord["type"], ...values: string[]): ZoneRecord {
  return { name, type, ttl: 300, values };
}

const zone: Zone = {
  apex: "example.com",
  nameServers: ["ns1.dns.test", "ns2.dns.test"],
  contact: "dns.test",
  negativeTtl: 900,
  records: [
    of("www.example.com", "CNAME", "www.rollout.example.com"),
    of("rollout.example.com", "NS", "ns1.other.test"),
    of("rollout.example.com", "NS", "ns2.other.test"),
    of("api.example.com", "A", "192.0.2.1", "192.0.2.2"),
    of("alias.example.com", "CNAME", "api.example.com."),
    of("loop.example.com", "CNAME", "loop.example.com"),
    of("gone.example.com", "CNAME", "nothing.example.com"),
    of("deep.in.example.com", "TXT", "here"),
    of("*.apps.example.com", "CNAME", "api.example.com"),
  ],
};
const inner: Zone = {
  ...zone,
  apex: "inner.example.com",
  records: [of("a.inner.example.com", "A", "192.0.2.9")],
};

function ask(name: string, type = "A", zones = [zone]) {
  const reply = answerTo({ name, type }, zones, LUCK);
  const records =
    "records" in reply ? reply.records : "nameServers" in reply ? reply.nameServers : [];
  return [
    reply.is,
    ...records.flatMap(({ name, type, values }) => values.map((one) => `${name} ${type} ${one}`)),
  ];
}

describe("an authoritative server", () => {
  it("answers with all records of a name and type", () => {
    assert.deepEqual(ask("api.example.com"), [
      "answer",
      "api.example.com A 192.0.2.1",
      "api.example.com A 192.0.2.2",
    ]);
  });

  it("follows a CNAME as far as the zone knows", () => {
    assert.deepEqual(ask("alias.example.com").slice(0, 2), [
      "answer",
      "alias.example.com CNAME api.example.com.",
    ]);
    assert.equal(ask("alias.example.com").length, 4);
  });

  it("answers with the CNAME alone where it is requested, or where it leaves the zone", () => {
    assert.equal(ask("alias.example.com", "CNAME").length, 2);
    assert.deepEqual(ask("www.example.com"), [
      "answer",
      "www.example.com CNAME www.rollout.example.com",
    ]);
  });

  it("ends a loop", () => {
    assert.equal(ask("loop.example.com")[0], "answer");
    assert.ok(ask("loop.example.com").length < 12);
  });

  it("says with the CNAME that what it leads to is not there", () => {
    assert.deepEqual(ask("gone.example.com"), [
      "nxdomain",
      "gone.example.com CNAME nothing.example.com",
    ]);
  });

  it("refers a delegated name to its servers, and what is below it", () => {
    for (const name of [
      "rollout.example.com",
      "www.rollout.example.com",
      "a.b.rollout.example.com",
    ]) {
      assert.deepEqual(ask(name), [
        "referral",
        "rollout.example.com NS ns1.other.test",
        "rollout.example.com NS ns2.other.test",
      ]);
    }
    assert.equal(ask("xrollout.example.com")[0], "nxdomain");
  });

  it("tells a name without such a record from one that is not there", () => {
    assert.deepEqual(ask("api.example.com", "AAAA"), ["nodata"]);
    assert.deepEqual(ask("in.example.com"), ["nodata"]);
    assert.deepEqual(ask("nothing.example.com"), ["nxdomain"]);
  });

  it("answers for its own apex with its name servers", () => {
    assert.deepEqual(ask("example.com", "NS"), [
      "answer",
      "example.com NS ns1.dns.test",
      "example.com NS ns2.dns.test",
    ]);
  });

  it("refuses what is not its own", () => {
    assert.deepEqual(ask("example.org"), ["refused"]);
    assert.deepEqual(ask("notexample.com"), ["refused"]);
  });

  it("takes the longest zone", () => {
    assert.deepEqual(ask("a.inner.example.com", "A", [zone, inner]), [
      "answer",
      "a.inner.example.com A 192.0.2.9",
    ]);
    assert.deepEqual(ask("a.inner.example.com", "A", [inner, zone])[0], "answer");
  });

  it("does not mind capitals", () => {
    assert.equal(ask("API.Example.COM").length, 3);
  });

  it("lets a wildcard stand for what is not there, and for nothing else", () => {
    assert.equal(ask("x.apps.example.com")[1], "x.apps.example.com CNAME api.example.com");
    assert.equal(ask("x.y.apps.example.com")[1], "x.y.apps.example.com CNAME api.example.com");
    assert.deepEqual(ask("apps.example.com"), ["nodata"]);
    assert.deepEqual(ask("x.other.example.com"), ["nxdomain"]);
  });
});
