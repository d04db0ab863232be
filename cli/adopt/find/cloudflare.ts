import type { CloudflareRecord } from "../../../vendors/cloudflare.ts";
import { textIn } from "../candidates.ts";
import { DNS_RECORD, isPublicRecord } from "../resources.ts";
import { listsOnce, type FinderArgs, type Finders, type Result } from "./finder.ts";

const ADDRESSES = ["A", "AAAA", "CNAME"];

/** Finds DNS records: a host's by its name, any other by what it says. */
export function cloudflareFinders({ accounts }: FinderArgs): Finders {
  const listed = listsOnce();
  return {
    [DNS_RECORD]: async (candidate) => {
      const [zoneId, name] = [textIn(candidate, "zoneId"), textIn(candidate, "name")];
      if (zoneId === undefined || name === undefined) return undefined;
      const cloudflare = await accounts.cloudflare();
      const all = await listed(`${zoneId} ${name}`, () => cloudflare.records(zoneId, name));
      const [type, content] = [textIn(candidate, "type"), textIn(candidate, "content")];
      if (type !== "CNAME") {
        const match = all.find((one) => one.type === type && one.content === content);
        return match && { id: `${zoneId}/${match.id}` };
      }
      const [record, ...more] = all.filter((one) => ADDRESSES.includes(one.type));
      if (isPublicRecord(candidate)) return publicRecord(name, zoneId, record, more);
      if (!record) return undefined;
      return record.type === "CNAME"
        ? { id: `${zoneId}/${record.id}` }
        : {
            fault: `${name} has a record already, ${written(record)}: name a host that nothing uses`,
          };
    },
  };
}

function publicRecord(
  host: string,
  zoneId: string,
  record: CloudflareRecord | undefined,
  more: readonly CloudflareRecord[],
): Result {
  if (!record)
    return { fault: `${host} has no record in the zone ${zoneId}: is it live, and in this zone?` };
  // Cloudflare takes no CNAME beside another record of the name:
  // https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/
  return more.length > 0
    ? {
        fault: `${host} has ${more.length + 1} records, ${[record, ...more].map(written).join(" and ")}: leave one that serves the site, and delete the others`,
      }
    : { id: `${zoneId}/${record.id}` };
}

/** `A 76.76.21.21`. */
function written({ type, content }: CloudflareRecord): string {
  return `${type} ${content}`;
}
