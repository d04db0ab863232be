import { z } from "zod";
import { sameName } from "../names.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";

const TYPES = [
  "A",
  "AAAA",
  "CAA",
  "CERT",
  "CNAME",
  "DNSKEY",
  "DS",
  "HTTPS",
  "LOC",
  "MX",
  "NAPTR",
  "NS",
  "OPENPGPKEY",
  "PTR",
  "SMIMEA",
  "SRV",
  "SSHFP",
  "SVCB",
  "TLSA",
  "TXT",
  "URI",
] as const;

const inputs = z.object({
  zoneId: z.string().length(32),
  name: z.string(),
  type: z.enum(TYPES),
  ttl: z.number(),
  content: z.string().optional(),
  priority: z.int().min(0).max(65535).optional(),
  tags: z.array(z.string()).optional(),
  settings: z
    .strictObject({
      flattenCname: z.boolean().optional(),
      ipv4Only: z.boolean().optional(),
      ipv6Only: z.boolean().optional(),
    })
    .optional(),
});

type Inputs = z.infer<typeof inputs>;

const ADDRESSES = ["A", "AAAA"];

/** A record in a zone at Cloudflare. The zone itself is nobody's resource here: its id is taken as given. */
export const dnsRecord: ResourceType<Inputs> = {
  token: "cloudflare:index/dnsRecord:DnsRecord",
  inputs,
  defaults: { proxied: false },
  // https://github.com/cloudflare/terraform-provider-cloudflare/issues/6358
  immutable: ["zoneId", "type"],
  identify: (_, draw) => draw("id", 32),
  // https://www.pulumi.com/registry/packages/cloudflare/api-docs/dnsrecord/#import
  imports: (id, held) => {
    const [zoneId, own] = id.split("/");
    return held.of(dnsRecord).find((one) => one.outputs.zoneId === zoneId && one.id === own)?.id;
  },
  adds: {
    createdOn: (_, { created }) => created,
    meta: () => "{}",
    modifiedOn: (_, { modified }) => modified,
    proxiable: ({ type }) => [...ADDRESSES, "CNAME"].includes(type),
    settings: ({ settings }) => settings ?? {},
    tags: ({ tags }) => tags ?? [],
  },
  refuses: (proposed, held) =>
    ttlOutOfRange(proposed) ?? identical(proposed, held) ?? besideCname(proposed, held),
};

/** https://github.com/timothymiller/cloudflare-ddns/issues/179: an Enterprise zone takes 30 as well. */
function ttlOutOfRange(proposed: Proposed<Inputs>): string | undefined {
  const { ttl } = proposed.inputs;
  if (ttl === 1 || (ttl >= 60 && ttl <= 86400)) return undefined;
  return refusal(proposed, 9021, "TTL must be between 60 and 86400 seconds, or 1 for Automatic.");
}

/** https://github.com/jeessy2/ddns-go/issues/1378 */
function identical(proposed: Proposed<Inputs>, held: Held): string | undefined {
  const { type, content } = proposed.inputs;
  const same = others(proposed, held).some(
    ({ outputs }) =>
      outputs.type === type && content !== undefined && sameName(outputs.content ?? "", content),
  );
  return same ? refusal(proposed, 81058, "An identical record already exists.") : undefined;
}

/** https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/ */
function besideCname(proposed: Proposed<Inputs>, held: Held): string | undefined {
  const { type } = proposed.inputs;
  const types = new Set<string>(others(proposed, held).map(({ outputs }) => outputs.type));
  if (type === "CNAME" && [...ADDRESSES, "CNAME"].some((one) => types.has(one))) {
    return refusal(proposed, 81053, `An A, AAAA, or CNAME ${EXISTS}`);
  }
  if (!ADDRESSES.includes(type) || !types.has("CNAME")) return undefined;
  return refusal(proposed, 81054, `A CNAME ${EXISTS}`);
}

const EXISTS =
  "record with that host already exists. For more details, refer to <https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/>.";

/** The other records of the same name. */
function others({ id, inputs }: Proposed<Inputs>, held: Held) {
  return held
    .of(dnsRecord, id)
    .filter(({ outputs }) => outputs.zoneId === inputs.zoneId)
    .filter(({ outputs }) => sameName(outputs.name, inputs.name));
}

function refusal({ id, inputs }: Proposed<Inputs>, code: number, message: string): string {
  const records = `https://api.cloudflare.com/client/v4/zones/${inputs.zoneId}/dns_records`;
  const request = id === undefined ? `POST "${records}"` : `PUT "${records}/${id}"`;
  return apiError(request, "400 Bad Request", { code, message });
}
