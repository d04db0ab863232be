import type { IncomingMessage, ServerResponse } from "node:http";
import type { Properties, Resource, Store } from "../clouds/index.ts";
import { bodyOf, parsed, send } from "../http.ts";
import type { VendorAccount } from "./account.ts";

const RECORD = "cloudflare:index/dnsRecord:DnsRecord";

/**
 * Cloudflare's API as far as zones and DNS records are read, and a record is changed in part, after the models of its SDK.
 * https://developers.cloudflare.com/api/
 */
export function cloudflareAnswers(store: Store, account: VendorAccount) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const refuse = (status: number, code: number, message: string) => {
      send(response, status, {
        success: false,
        errors: [{ code, message }],
        messages: [],
        result: null,
      });
    };
    const list = (items: readonly Properties[]) => {
      const [pageNumber, perPage] = [Number(url.searchParams.get("page") ?? 1), 100];
      const result = items.slice((pageNumber - 1) * perPage, pageNumber * perPage);
      send(response, 200, {
        success: true,
        errors: [],
        messages: [],
        result,
        result_info: {
          page: pageNumber,
          per_page: perPage,
          count: result.length,
          total_count: items.length,
          total_pages: Math.ceil(items.length / perPage),
        },
      });
    };
    const path = url.pathname.replace(/^\/client\/v4/, "");
    const [, zoneId, recordId] = /^\/zones\/([^/]+)\/dns_records(?:\/([^/]+))?$/.exec(path) ?? [];
    const body = parsed((await bodyOf(request)).toString());
    if (request.headers.authorization !== `Bearer ${account.cloudflare.token}`) {
      // https://developers.cloudflare.com/fundamentals/api/troubleshooting/
      refuse(403, 9109, "Invalid access token");
    } else if (path === "/user/tokens/verify") {
      send(response, 200, {
        success: true,
        errors: [],
        messages: [],
        result: { id: "f267e341f3dd4697bd3b9f71dd96247f", status: "active" },
      });
    } else if (/^\/zones\/[^/]+\/dns_records\/batch$/.test(path) && request.method === "POST") {
      // https://developers.cloudflare.com/api/resources/dns/subresources/records/methods/batch/
      if (account.lacks.has("DNS: Edit")) refuse(403, 10000, "Authentication error");
      else send(response, 200, { success: true, errors: [], messages: [], result: {} });
    } else if (path === "/zones" && account.lacks.has("Zone: Read")) {
      // https://github.com/troglobit/inadyn/pull/285
      const message =
        "Actor 'com.cloudflare.api.token.f267e341f3dd4697bd3b9f71dd96247f' requires permission 'com.cloudflare.api.account.zone.list' to list zones";
      refuse(403, 0, message);
    } else if (path === "/zones") {
      const name = url.searchParams.get("name");
      const zones = account.cloudflare.zones.filter((zone) => name === null || zone.name === name);
      list(zones.map(zoneAnswer));
    } else if (zoneId !== undefined) {
      const hasZone = account.cloudflare.zones.some(({ id }) => id === zoneId);
      if (!hasZone || account.lacks.has("DNS: Read")) refuse(403, 10000, "Authentication error");
      else if (recordId !== undefined) {
        const record = store
          .resources(RECORD)
          .find(({ id, outputs }) => id === recordId && outputs["zoneId"] === zoneId);
        if (account.lacks.has("DNS: Edit")) refuse(403, 10000, "Authentication error");
        else if (!record || request.method !== "PATCH")
          refuse(404, 81044, "Record does not exist.");
        else {
          store.byHand(record, body as Properties);
          const result = recordAnswer(store.resource(RECORD, recordId) ?? record);
          send(response, 200, { success: true, errors: [], messages: [], result });
        }
      } else list(recordsOf(zoneId, url.searchParams.get("name.exact"), store));
    } else refuse(404, 7003, `Could not route to ${path}`);
  };
}

function zoneAnswer({ id, name, status = "active" }: VendorAccount["cloudflare"]["zones"][number]) {
  return {
    id,
    name,
    status,
    paused: false,
    type: "full",
    development_mode: 0,
    name_servers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
    original_name_servers: null,
    original_registrar: null,
    original_dnshost: null,
    created_on: "2026-01-01T00:00:00Z",
    modified_on: "2026-01-01T00:00:00Z",
    activated_on: "2026-01-01T00:00:00Z",
    meta: {},
    owner: { id: null, type: "user", email: null },
    account: { id: "0123456789abcdef0123456789abcdef", name: "The account" },
    permissions: ["#dns_records:read", "#zone:read"],
    plan: { id: "free", name: "Free Website" },
  };
}

function recordsOf(zoneId: string, name: string | null, store: Store): Properties[] {
  return store
    .resources(RECORD)
    .filter(({ outputs }) => outputs["zoneId"] === zoneId)
    .filter(({ outputs }) => name === null || outputs["name"] === name)
    .map(recordAnswer);
}

function recordAnswer({ id, outputs, created, modified }: Resource): Properties {
  return {
    id: id.split("/").at(-1),
    name: outputs["name"],
    type: outputs["type"],
    content: outputs["content"] ?? "",
    ttl: outputs["ttl"],
    proxied: outputs["proxied"] ?? false,
    proxiable: outputs["proxiable"] ?? true,
    comment: outputs["comment"] ?? null,
    tags: outputs["tags"] ?? [],
    settings: {},
    meta: {},
    created_on: created,
    modified_on: modified,
  };
}
