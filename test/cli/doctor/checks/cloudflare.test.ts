import assert from "node:assert/strict";
import { cloudflareCredentials } from "../../../../cli/doctor/checks/cloudflareCredentials.ts";
import { cloudflareZone } from "../../../../cli/doctor/checks/cloudflareZone.ts";
import { dnsRecords } from "../../../../cli/doctor/checks/dnsRecords.ts";
import { dnsTtl } from "../../../../cli/doctor/checks/dnsTtl.ts";
import { TYPES } from "../../../../cli/doctor/inState.ts";
import type { CloudflareRecord, CloudflareZone } from "../../../../vendors/cloudflare.ts";
import { PermissionMissing } from "../../../../vendors/failures.ts";
import { exampleConfig } from "../context.ts";
import { observed, giving, inState, record } from "../fakeClouds.ts";

const PUBLIC = "www.example.com";

describe("the Cloudflare token", () => {
  it("is a fault where it may read the records and not edit them", async () => {
    const with_ = (may: boolean) =>
      observed(cloudflareCredentials, {
        cloudflare: { records: giving([]), mayEditRecords: giving(may) },
      });
    assert.match(await with_(true), /^ok: may edit the records of example\.com/);
    assert.match(await with_(false), /^fault: .* may not edit them \| .*DNS: Edit/);
  });

  it("is a fault where Cloudflare refuses it", async () => {
    const refused = new PermissionMissing({
      ...{ vendor: "Cloudflare", what: "list the DNS records", said: "403: Authentication error" },
      ...{ permission: "DNS: Read", docs: "https://developers.cloudflare.com" },
    });
    const records = () => Promise.reject(refused);
    assert.match(
      await observed(cloudflareCredentials, { cloudflare: { records } }),
      /^fault: Cloudflare refuses to list the DNS records .*give it DNS: Edit/,
    );
  });
});

describe("the zone at Cloudflare", () => {
  const { zoneId } = exampleConfig().cloudflare;
  const zone: CloudflareZone = {
    ...{ id: zoneId, name: "example.com", status: "active", type: "full", nameServers: ["ada"] },
    account: { id: "a", name: "b" },
  };
  const at = (...zones: readonly CloudflareZone[]) =>
    observed(cloudflareZone, { cloudflare: { zones: giving([...zones]) } });

  it("is a fault with another id, before it is active, and where another provider has the DNS", async () => {
    assert.match(await at(zone), /^ok: example\.com is active/);
    assert.match(await at(), /^ok: the token does not see zones/);
    assert.match(
      await at({ ...zone, id: "f".repeat(32) }),
      /^fault: cloudflare\.zoneId is .*f{32}/,
    );
    assert.match(await at({ ...zone, status: "pending" }), /^fault: .* is pending .*at ada/);
    assert.match(await at({ ...zone, type: "partial" }), /^fault: .* is a partial one/);
  });
});

describe("the hosts' records", () => {
  const at = (
    records: readonly CloudflareRecord[],
    check = dnsRecords,
    own: readonly string[] = [],
  ) =>
    observed(
      check,
      {
        cloudflare: {
          records: (_, name) => Promise.resolve(records.filter((one) => one.name === name)),
        },
      },
      { resources: giving(own.map((id) => inState(TYPES.dnsRecord, `zone/${id}`))) },
    );
  const cname = record("CNAME", PUBLIC);

  it("are in order where they are this stack's, or there are none", async () => {
    assert.match(await at([]), /^ok: nothing is proxied/);
    assert.match(await at([cname], dnsRecords, [cname.id]), /^ok/);
  });

  it("are faults where the proxy answers, this stack's own too", async () => {
    const proxied = { ...cname, proxied: true };
    assert.match(
      await at([proxied], dnsRecords, [cname.id]),
      /^fault: the CNAME record of www\.example\.com is proxied/,
    );
  });

  it("are faults where one is there that is to be imported, or is in the way", async () => {
    assert.match(await at([cname]), /^fault: .* not in the state .*canary adopt imports it/);
    assert.match(
      await at([record("AAAA", PUBLIC)]),
      /^fault: www\.example\.com has a AAAA record .*delete an AAAA beside it/,
    );
    for (const name of ["canary.example.com", "canary-origin.example.com"])
      assert.match(await at([record("A", name)]), /^fault: .* delete it, or name another host/);
    const delegated = exampleConfig().hosts.delegated;
    assert.match(
      await at([record("NS", delegated)]),
      /^fault: rollout\.www\.example\.com has a NS/,
    );
    assert.match(await at([record("TXT", PUBLIC)]), /^ok/);
  });

  it("are a fault where resolvers keep the public one for long", async () => {
    assert.match(await at([{ ...cname, ttl: 86_400 }], dnsTtl), /^fault: .* TTL of 86400 s/);
    assert.match(await at([{ ...cname, ttl: 300 }], dnsTtl), /^ok/);
    assert.match(await at([{ ...cname, ttl: 1 }], dnsTtl), /^ok/);
  });
});
