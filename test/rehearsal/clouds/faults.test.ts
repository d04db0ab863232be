import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../../rehearsal/clouds/index.ts";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

const worded: [Fault["kind"], string, Record<string, unknown>, RegExp][] = [
  [429, a.ZONE, a.zone(), /StatusCode: 400, api error Throttling: Rate exceeded/],
  [500, a.ZONE, a.zone(), /StatusCode: 500, api error InternalFailure/],
  [429, a.DNS_RECORD, a.dnsRecord(), /429 Too Many Requests .*"code":971/],
  [500, a.DNS_RECORD, a.dnsRecord(), /500 Internal Server Error/],
  [429, a.PROJECT, a.project(), /rate_limited/],
  [500, a.PROJECT, a.project(), /internal_server_error/],
];

describe("a fault", () => {
  for (const [kind, type, inputs, says] of worded) {
    it(`${kind} of ${type} reads like the vendor's, and changes nothing`, async () => {
      const clouds = stand();
      clouds.store.fault({ type, operation: "create", kind });
      await assert.rejects(clouds.create(type, inputs), { message: says });
      assert.deepEqual(clouds.store.resources(), []);
      assert.match(clouds.store.calls()[0]?.error ?? "", says);
      await clouds.create(type, inputs);
    });
  }

  it("lasts as often as it was ordered, in the order of the orders", async () => {
    const clouds = stand();
    clouds.store.fault({ type: a.ZONE, operation: "create", kind: 429, times: 2 });
    clouds.store.fault({ type: a.ZONE, operation: "create", kind: 500 });
    for (const says of [/Throttling/, /Throttling/, /InternalFailure/]) {
      await assert.rejects(clouds.create(a.ZONE, a.zone()), { message: says });
    }
    assert.deepEqual(clouds.store.faults(), []);
    await clouds.create(a.ZONE, a.zone());
  });

  it("meets its own type and operation alone", async () => {
    const clouds = stand();
    clouds.store.fault({ type: a.ZONE, operation: "delete", kind: 500 });
    clouds.store.fault({ type: a.ZONE, operation: "read", kind: 500 });
    const { id } = await clouds.create(a.ZONE, a.zone());
    await assert.rejects(clouds.read(a.ZONE, id), /read aws:route53/);
    await assert.rejects(clouds.delete(a.ZONE, id), /delete aws:route53/);
    assert.equal((await clouds.read(a.ZONE, id)).id, id);
  });

  it("applied-then-error keeps the change and fails", async () => {
    const clouds = stand();
    const { id } = await clouds.create(a.DNS_RECORD, a.dnsRecord());
    clouds.store.fault({ type: a.DNS_RECORD, operation: "update", kind: "applied-then-error" });
    const moved = a.dnsRecord({ content: "two.example.net" });
    await assert.rejects(clouds.update(a.DNS_RECORD, id, moved), /500 Internal Server Error/);
    assert.equal(clouds.store.resource(a.DNS_RECORD, id)?.outputs["content"], "two.example.net");
    const { keys, error } = clouds.store.calls().at(-1) ?? {};
    assert.deepEqual([keys, error !== undefined], [["content"], true]);
  });

  it("applied-then-hang keeps the change and does not answer", async () => {
    const cancel = new AbortController();
    const clouds = stand(cancel.signal);
    clouds.store.fault({ type: a.ZONE, operation: "create", kind: "applied-then-hang" });
    const call = clouds.create(a.ZONE, a.zone());
    assert.equal(await Promise.race([call, sleep(50, "no answer")]), "no answer");
    assert.equal(clouds.store.resources().length, 1);
    cancel.abort();
    await assert.rejects(call, /cancelled while the cloud did not answer/);
  });

  for (const operation of ["create", "read"] as const) {
    it(`hang does not answer a ${operation} until the call is cancelled`, async () => {
      const cancel = new AbortController();
      const clouds = stand(cancel.signal);
      const { id } = await clouds.create(a.ZONE, a.zone());
      clouds.store.fault({ type: a.ZONE, operation, kind: "hang" });
      const call =
        operation === "read" ? clouds.read(a.ZONE, id) : clouds.create(a.ZONE, a.zone(), "other");
      assert.equal(await Promise.race([call, sleep(50, "no answer")]), "no answer");
      cancel.abort();
      await assert.rejects(call, /cancelled while the cloud did not answer/);
      assert.equal(clouds.store.resources().length, 1);
    });
  }

  it("is not ordered for a type that no cloud knows", () => {
    const order = () => {
      stand().store.fault({ type: "aws:s3", operation: "read", kind: 500 });
    };
    assert.throws(order, { message: "no stand-in cloud knows aws:s3" });
  });
});
