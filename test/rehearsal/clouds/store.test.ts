import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, startClouds } from "../../../rehearsal/clouds/index.ts";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

describe("the store", () => {
  it("logs every call and every change by hand", async () => {
    const { store, ...clouds } = stand();
    const { id } = await clouds.create(a.DNS_RECORD, a.dnsRecord());
    store.byHand({ type: a.DNS_RECORD, id }, { ttl: 60, comment: "by hand" });
    await assert.rejects(clouds.create(a.DNS_RECORD, a.dnsRecord()));
    await clouds.delete(a.DNS_RECORD, id);
    const calls = store.calls().map(({ by, operation, id, error }) => {
      return [by, operation, id, error === undefined];
    });
    assert.deepEqual(calls, [
      ["engine", "create", id, true],
      ["hand", "update", id, true],
      ["engine", "create", "", false],
      ["engine", "delete", id, true],
    ]);
    assert.deepEqual(store.calls()[1]?.keys, ["ttl", "comment"]);
  });

  it("tells how often a resource was changed", async () => {
    const { store, ...clouds } = stand();
    const { id } = await clouds.create(a.ZONE, a.zone());
    assert.equal(store.resource(a.ZONE, id)?.revision, 0);
    await clouds.update(a.ZONE, id, a.zone({ comment: "x" }));
    assert.equal(store.resource(a.ZONE, id)?.revision, 1);
  });

  it("removes a property that is set to undefined by hand", async () => {
    const { store, ...clouds } = stand();
    const { id } = await clouds.create(a.ZONE, a.zone());
    store.byHand({ type: a.ZONE, id }, { comment: undefined });
    assert.equal("comment" in (store.resource(a.ZONE, id)?.outputs ?? {}), false);
  });

  it("says which file cannot be used, and what to do", () => {
    const file = join(tmpdir(), "no-such-folder", "clouds.sqlite");
    assert.throws(() => openStore(file), {
      message: `the stand-in clouds cannot use their file ${file} (unable to open database file): see that its folder is there and its disk has room, end other rehearsals in it, and start this one again`,
    });
  });

  it("changes nothing by hand that is not there", () => {
    const change = () => {
      stand().store.byHand({ type: a.ZONE, id: "none" }, {});
    };
    assert.throws(change, /no stand-in cloud holds the aws:route53\/zone:Zone none/);
  });

  it("is there for another process, and after the clouds have closed", async () => {
    const directory = await mkdtemp(join(tmpdir(), "clouds-"));
    const file = join(directory, "clouds.sqlite");
    const clouds = await startClouds({ file });
    assert.match(clouds.debugProviders, /^aws:\d+,cloudflare:\d+,datadog:\d+,vercel:\d+$/);
    const store = openStore(clouds.file);
    store.deployment(a.deployment("dpl_1"));
    store.fault({ type: a.ALIAS, operation: "update", kind: "hang" });
    store.close();
    await clouds.close();
    const later = openStore(file);
    assert.deepEqual(later.deployments(), [a.deployment("dpl_1")]);
    assert.deepEqual(
      later.faults().map(({ kind, times }) => [kind, times]),
      [["hang", 1]],
    );
    later.close();
    await rm(directory, { recursive: true });
  });
});
