import type { APIError } from "cloudflare/core/error";
import type { TokenAccess } from "./environment.ts";
import { oneLine, PermissionMissing, VendorFailure, type Need } from "./failures.ts";

/** Seconds that one try of a call may take. */
const PATIENCE = 15;

/** Names of permissions: https://developers.cloudflare.com/fundamentals/api/reference/permissions/ */
const DOCS = "https://developers.cloudflare.com/fundamentals/api/reference/permissions/";

/** A zone. */
export interface CloudflareZone {
  readonly id: string;
  readonly name: string;
  /** `active` once its name servers are Cloudflare's. */
  readonly status: string | undefined;
  /** `full`, or `partial` where another provider has the DNS. */
  readonly type: string | undefined;
  readonly nameServers: readonly string[];
  readonly account: { readonly id: string | undefined; readonly name: string | undefined };
}

/** A record of a zone. */
export interface CloudflareRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly content: string;
  /** Seconds; 1 is automatic. */
  readonly ttl: number;
  /** Whether Cloudflare's proxy answers for it. */
  readonly proxied: boolean;
  readonly comment: string | undefined;
  /** When it was last changed, ISO 8601. */
  readonly modified: string;
}

/** What is set of a record; the rest of it stays. */
export type CloudflareRecordChange = Pick<
  CloudflareRecord,
  "name" | "content" | "ttl" | "proxied"
> & { readonly type: "CNAME" };

/** What is read from Cloudflare, and the one change that is made there. Throws `PermissionMissing` or `VendorFailure`. */
export interface Cloudflare {
  /**
   * The zones of a name that the token reaches: an empty list may also mean that it reaches others alone.
   * https://github.com/acmesh-official/acme.sh/issues/2398
   */
  zones(name: string): Promise<CloudflareZone[]>;
  /** The records of a zone; `name` narrows them to that name. */
  records(zoneId: string, name?: string): Promise<CloudflareRecord[]>;
  /** Change a record in one call; it keeps its id, and answers all along. */
  editRecord(zoneId: string, id: string, change: CloudflareRecordChange): Promise<void>;
  /**
   * Whether the token may edit the records of a zone: a batch of no operations needs the permission, and
   * changes nothing. Any answer but a refusal means that the token was let in.
   * https://developers.cloudflare.com/api/resources/dns/subresources/records/methods/batch/
   */
  mayEditRecords(zoneId: string): Promise<boolean>;
  /** Whether the token is valid: `active`, `disabled` or `expired`. */
  tokenStatus(): Promise<string>;
}

/** What each call needs, for messages about an empty list too. */
export const CLOUDFLARE_NEEDS = {
  zones: (name: string): Need => ({
    what: `list the zone ${name}`,
    permission: `Zone: Read, on the zone ${name}`,
    docs: DOCS,
  }),
  records: (zoneId: string): Need => ({
    what: `list the DNS records of the zone ${zoneId}`,
    permission: "DNS: Read (or DNS: Edit, as an update needs), on that zone",
    docs: DOCS,
  }),
  edit: (zoneId: string): Need => ({
    what: `change a DNS record of the zone ${zoneId}`,
    permission: "DNS: Edit, on this zone",
    docs: DOCS,
  }),
  token: (): Need => ({
    what: "verify the token",
    permission: "a user token that is active",
    docs: "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
  }),
};

/** Open Cloudflare's own SDK, with the resources that are read alone. */
export async function openCloudflare({ token, endpoint }: TokenAccess): Promise<Cloudflare> {
  const [{ createClient }, { BaseZones }, { BaseRecords }, { BaseTokens }] = await Promise.all([
    import("cloudflare/tree-shakable"),
    import("cloudflare/resources/zones/zones"),
    import("cloudflare/resources/dns/records"),
    import("cloudflare/resources/user/tokens/tokens"),
  ]);
  const client = createClient({
    resources: [BaseZones, BaseRecords, BaseTokens],
    apiToken: token,
    timeout: PATIENCE * 1000,
    ...(endpoint !== undefined && { baseURL: endpoint }),
  });
  return {
    zones: (name) =>
      read(CLOUDFLARE_NEEDS.zones(name), async () => {
        const zones: CloudflareZone[] = [];
        for await (const zone of client.zones.list({ name }))
          zones.push({
            id: zone.id,
            name: zone.name,
            status: zone.status,
            type: zone.type,
            nameServers: zone.name_servers,
            account: { id: zone.account.id, name: zone.account.name },
          });
        return zones;
      }),
    records: (zoneId, name) =>
      read(CLOUDFLARE_NEEDS.records(zoneId), async () => {
        const records: CloudflareRecord[] = [];
        const query = {
          zone_id: zoneId,
          per_page: 500,
          ...(name !== undefined && { name: { exact: name } }),
        };
        for await (const record of client.dns.records.list(query))
          records.push({
            id: record.id,
            type: record.type,
            name: record.name,
            content: record.content ?? "",
            ttl: record.ttl,
            proxied: record.proxied ?? false,
            comment: record.comment,
            modified: record.modified_on,
          });
        return records;
      }),
    editRecord: (zoneId, id, change) =>
      read(CLOUDFLARE_NEEDS.edit(zoneId), async () => {
        await client.dns.records.edit(id, { zone_id: zoneId, ...change });
      }),
    mayEditRecords: (zoneId) =>
      read(CLOUDFLARE_NEEDS.edit(zoneId), async () => {
        try {
          await client.dns.records.batch({ zone_id: zoneId });
          return true;
        } catch (error) {
          if (isRefusal(error)) return false;
          if (isApiError(error) && error.status < 500) return true;
          throw error;
        }
      }),
    tokenStatus: () =>
      read(CLOUDFLARE_NEEDS.token(), async () => (await client.user.tokens.verify()).status),
  };
}

async function read<T>(need: Need, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const said = saidBy(error);
    if (isRefusal(error)) throw new PermissionMissing({ vendor: "Cloudflare", ...need, said });
    throw new VendorFailure({ vendor: "Cloudflare", what: need.what, said });
  }
}

/**
 * 401 and 403; and 400 with 6003, which a token of the wrong form gets:
 * https://github.com/libdns/cloudflare/issues/9
 */
function isRefusal(error: unknown): boolean {
  if (!isApiError(error)) return false;
  if (error.status === 401 || error.status === 403) return true;
  return error.status === 400 && error.errors.some(({ code }) => code === 6003);
}

function saidBy(error: unknown): string {
  if (!isApiError(error)) return oneLine(error);
  const errors = error.errors.map(({ code, message }) => `${code ?? ""} ${message ?? ""}`.trim());
  return [error.status, errors.join("; ")].filter(Boolean).join(": ");
}

function isApiError(error: unknown): error is APIError<number> {
  return (
    error instanceof Error &&
    "status" in error &&
    typeof error.status === "number" &&
    "errors" in error &&
    Array.isArray(error.errors)
  );
}
