import assert from "node:assert/strict";
import { accepts, refuses } from "./refusal.ts";
import * as a from "./samples.ts";
import type { Stand } from "./stand.ts";

/** A zone, and what is in it. */
async function inZone(clouds: Stand, ...records: ((zoneId: string) => Record<string, unknown>)[]) {
  const { id } = await clouds.create(a.ZONE, a.zone());
  for (const one of records) await clouds.create(a.RECORD, one(id));
  return id;
}

const stable = (zoneId: string) => a.weighted(zoneId, "stable", 90);
const simple = (zoneId: string) => a.record(zoneId);

refuses("Route 53", [
  {
    it: "a record in no zone",
    when: (clouds) => clouds.create(a.RECORD, a.record("Z1")),
    says: /reading Route 53 Hosted Zone \(Z1\): couldn't find resource/,
  },
  {
    it: "a short name, which the real provider would complete",
    when: async (clouds) =>
      clouds.create(a.RECORD, a.record(await inZone(clouds), { name: "www" })),
    says: /full names alone: declare www\.example\.com/,
  },
  {
    it: "a simple record beside weighted ones",
    when: async (clouds) => clouds.create(a.RECORD, a.record(await inZone(clouds, stable))),
    says: /InvalidChangeBatch: .*other RRSets exist with the same name and type/,
  },
  {
    it: "a weighted record beside a simple one",
    when: async (clouds) => clouds.create(a.RECORD, stable(await inZone(clouds, simple))),
    says: /InvalidChangeBatch: .*SetIdentifier stable.*a non-weighted set exists/,
  },
  {
    it: "another TTL within a weighted set",
    when: async (clouds) => {
      const zoneId = await inZone(clouds, stable);
      return clouds.create(a.RECORD, a.weighted(zoneId, "canary", 10, { ttl: 300 }));
    },
    says: /InvalidChangeBatch: .*SetIdentifier canary.*must contain the same TTL/,
  },
  {
    it: "a changed TTL within a weighted set",
    when: async (clouds) => {
      const zoneId = await inZone(clouds, stable);
      const { id } = await clouds.create(a.RECORD, a.weighted(zoneId, "canary", 10));
      return clouds.update(a.RECORD, id, a.weighted(zoneId, "canary", 10, { ttl: 300 }));
    },
    says: /must contain the same TTL/,
  },
  ...[-1, 256].map((weight) => ({
    it: `the weight ${weight}`,
    when: async (clouds: Stand) =>
      clouds.create(a.RECORD, a.weighted(await inZone(clouds), "stable", weight)),
    says: /InvalidInput: Weight -?\d+ is not an integer between 0 and 255/,
  })),
  {
    it: "a set identifier twice",
    when: async (clouds) => clouds.create(a.RECORD, stable(await inZone(clouds, stable))),
    says: /Tried to create .*name='www\.example\.com\.'.*set-identifier='stable'.*already exists/,
  },
  {
    it: "a CNAME beside another type",
    when: async (clouds) => {
      const text = (id: string) => a.record(id, { type: "TXT", records: ["hello"] });
      return clouds.create(a.RECORD, simple(await inZone(clouds, text)));
    },
    says: /type CNAME .*conflicts with other records with the same DNS name in zone example\.com\./,
  },
  {
    it: "another type beside a CNAME",
    when: async (clouds) => {
      const address = { type: "A", records: ["192.0.2.1"] };
      return clouds.create(a.RECORD, a.record(await inZone(clouds, simple), address));
    },
    says: /type A .*a conflicting RRSet of type CNAME/,
  },
  {
    it: "a CNAME for the zone itself",
    when: async (clouds) =>
      clouds.create(a.RECORD, a.record(await inZone(clouds), { name: "example.com" })),
    says: /is not permitted at apex in zone example\.com\./,
  },
  {
    it: "a health check that is not there",
    when: async (clouds) =>
      clouds.create(a.RECORD, a.record(await inZone(clouds), { healthCheckId: "none" })),
    says: /StatusCode: 404, NoSuchHealthCheck/,
  },
  {
    it: "the deletion of a zone with records",
    when: async (clouds) => clouds.delete(a.ZONE, await inZone(clouds, simple)),
    says: /HostedZoneNotEmpty/,
  },
]);

accepts("Route 53", {
  "two weighted records, one with a health check": async (clouds) => {
    const { id } = await clouds.create(a.HEALTH_CHECK, a.healthCheck());
    const zoneId = await inZone(clouds, stable);
    return clouds.create(a.RECORD, a.weighted(zoneId, "canary", 0, { healthCheckId: id }));
  },
  "one name in two zones, and the deletion of the empty one": async (clouds) => {
    const [one, other] = [await inZone(clouds, simple), await inZone(clouds)];
    const { id } = await clouds.create(a.RECORD, a.record(other, { ttl: 300 }));
    await clouds.delete(a.RECORD, id);
    await clouds.delete(a.ZONE, other);
    assert.equal(clouds.store.resources(a.ZONE)[0]?.id, one);
  },
  "a record over another where it may overwrite": async (clouds) => {
    const zoneId = await inZone(clouds, simple);
    await clouds.create(a.RECORD, a.record(zoneId, { allowOverwrite: true }));
    assert.equal(clouds.store.resources(a.RECORD).length, 1);
  },
  "the deletion of a zone with records where it is forced": async (clouds) => {
    const { id } = await clouds.create(a.ZONE, a.zone({ forceDestroy: true }));
    await clouds.create(a.RECORD, simple(id));
    return clouds.delete(a.ZONE, id);
  },
});
