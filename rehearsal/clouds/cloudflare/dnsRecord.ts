import { sameName } from "../names.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { dnsRecordKind, type DnsRecordInputs } from "./dnsRecordKind.ts";
import { apiError } from "./failures.ts";

const ADDRESSES = ["A", "AAAA"];

/** A record in a zone at Cloudflare. The zone itself is nobody's resource here: its id is taken as given. */
export const dnsRecord: ResourceType<DnsRecordInputs> = {
  ...dnsRecordKind,
  defaults: { proxied: false },
  immutable: ["zoneId"],
  computed: ["createdOn", "meta", "modifiedOn", "proxiable", "settings", "tags"],
  identify: (_, draw) => draw("id", 32),
  outputs: ({ type, settings, tags }, { created, modified }) => ({
    createdOn: created,
    meta: "{}",
    modifiedOn: modified,
    proxiable: [...ADDRESSES, "CNAME"].includes(type),
    settings: settings ?? {},
    tags: tags ?? [],
  }),
  refuses: (proposed, held) =>
    ttlOutOfRange(proposed) ?? identical(proposed, held) ?? besideCname(proposed, held),
};

/** https://github.com/timothymiller/cloudflare-ddns/issues/179: an Enterprise zone takes 30 as well. */
function ttlOutOfRange(proposed: Proposed<DnsRecordInputs>): string | undefined {
  const { ttl } = proposed.inputs;
  if (ttl === 1 || (ttl >= 60 && ttl <= 86400)) return undefined;
  return refusal(proposed, 9021, "TTL must be between 60 and 86400 seconds, or 1 for Automatic.");
}

/** https://github.com/jeessy2/ddns-go/issues/1378 */
function identical(proposed: Proposed<DnsRecordInputs>, held: Held): string | undefined {
  const { type, content } = proposed.inputs;
  const same = others(proposed, held).some(
    ({ outputs }) =>
      outputs.type === type && content !== undefined && sameName(outputs.content ?? "", content),
  );
  return same ? refusal(proposed, 81058, "An identical record already exists.") : undefined;
}

/** https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/ */
function besideCname(proposed: Proposed<DnsRecordInputs>, held: Held): string | undefined {
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
function others({ id, inputs }: Proposed<DnsRecordInputs>, held: Held) {
  return held
    .of(dnsRecordKind)
    .filter((one) => one.id !== id && one.outputs.zoneId === inputs.zoneId)
    .filter(({ outputs }) => sameName(outputs.name, inputs.name));
}

function refusal({ id, inputs }: Proposed<DnsRecordInputs>, code: number, message: string): string {
  const records = `https://api.cloudflare.com/client/v4/zones/${inputs.zoneId}/dns_records`;
  const request = id === undefined ? `POST "${records}"` : `PUT "${records}/${id}"`;
  return apiError(request, "400 Bad Request", { code, message });
}
