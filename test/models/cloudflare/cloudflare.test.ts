import assert from "node:assert/strict";
import { startCloudflareApi, TOKEN } from "../../../rehearsal/cloudflareApi.ts";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import { declared, type Declared } from "../declared.ts";
import { sent, without } from "../taken.ts";
import { faultsOf, type Typed } from "./types.ts";

const PURGE = { hosts: ["www.example.com"] };

describe("What is declared at Cloudflare", () => {
  let records: readonly Declared[];
  before(async () => {
    records = (await declared()).filter(({ type }) => type.startsWith("cloudflare:"));
  });

  it("is sent and answered as the types of Cloudflare's SDK have it, and nothing else would be", async () => {
    const [first] = records;
    assert.ok(first);
    const right: Typed[] = [
      ...records.map(({ inputs }) => ({
        type: "RecordCreateParams" as const,
        value: body(inputs),
      })),
      ...records.map(({ outputs, id }) => ({
        type: "RecordResponse" as const,
        value: answer(outputs, id),
      })),
      { type: "CachePurgeParams", value: { zone_id: "0", ...PURGE } },
      { type: "CachePurgeResponse", value: await purged() },
    ];
    const wrong: Typed[] = [{ type: "ALIAS" }, { ttl: "300" }, { surprise: true }].map((own) => ({
      type: "RecordCreateParams",
      value: { ...body(first.inputs), ...own },
    }));
    const faults = faultsOf([...right, ...wrong]);
    const refused = wrong.map((_, index) => right.length + index);
    assert.deepEqual([...faults.keys()], refused, [...faults.values()].join("\n"));
  });

  it("is judged, all of it", () => {
    assert.deepEqual(
      [...new Set(records.map(({ type }) => type))],
      ["cloudflare:index/dnsRecord:DnsRecord"],
    );
  });
});

/** https://github.com/cloudflare/terraform-provider-cloudflare, internal/services/dns_record/ */
function body({ zoneId, settings, ...record }: Properties): Properties {
  return sent({ zone_id: zoneId, ...record, settings: settings && settingsOf(settings) });
}

function answer(outputs: Properties, id: string): Properties {
  const { createdOn, modifiedOn, meta, settings, ...record } = without(outputs, "zoneId");
  return {
    ...{ id, created_on: createdOn, modified_on: modifiedOn, ...record },
    meta: JSON.parse(String(meta)) as unknown,
    settings: settingsOf(settings ?? {}),
  };
}

function settingsOf(settings: object): Properties {
  const { flattenCname, ipv4Only, ipv6Only, ...rest } = settings as Properties;
  return sent({ flatten_cname: flattenCname, ipv4_only: ipv4Only, ipv6_only: ipv6Only, ...rest });
}

/** What the stand-in's API answers where a cache is purged. */
async function purged(): Promise<unknown> {
  const api = await startCloudflareApi();
  try {
    const response = await fetch(`${api.url}/zones/${"0".repeat(32)}/purge_cache`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(PURGE),
    });
    return ((await response.json()) as { result: unknown }).result;
  } finally {
    await api.close();
  }
}
