import { delegatedTo } from "../../../measure/delegation.ts";
import { startInternet, type Internet } from "../../../rehearsal/internet/index.ts";
import type { Load } from "../../../rehearsal/load/index.ts";
import { walkOf } from "../../../rehearsal/load/walk.ts";
import { pagesOf } from "../../../rehearsal/site/declared.ts";
import { named } from "../../../rehearsal/stackFile.ts";
import {
  emptyAccount,
  startVendorApis,
  type VendorApis,
} from "../../../rehearsal/vendorApis/index.ts";
import type { Properties, Resource } from "../../../rehearsal/clouds/index.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { old, PUBLIC, untouched, type Production } from "../../engine/production.ts";
import { STAYING } from "../../rehearsal/load/staying.ts";
import { credentialsOf } from "../../vendors/credentials.ts";

export const ZONE_ID = "0123456789abcdef0123456789abcdef";
export const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
export const PROJECT = "vercel:index/project:Project";
export const TARGET = "cname.vercel-dns.com";
export const WEIGHTED = "www.rollout.www.example.com";
const DELEGATED = { name: "rollout.www.example.com", zone: "example.com" };

/** What of the live site a test has otherwise. */
export interface LiveSiteOptions {
  readonly project?: Properties;
  readonly record?: Properties;
  readonly variable?: Properties;
  /** The deployment that is live; stable's where absent. */
  readonly live?: string;
  /** Requests a second; none where absent. */
  readonly rate?: number;
  /** Further public hosts, by their names in config; they are live too. */
  readonly others?: Readonly<Record<string, string>>;
}

/** A site that is live at Vercel and Cloudflare, and that no Pulumi program knows, with its visitors. */
export interface LiveSite {
  readonly production: Production;
  readonly apis: VendorApis;
  readonly internet: Internet;
  readonly load: Load | undefined;
  /** Have something at a vendor, from long ago. */
  insert(type: string, id: string, outputs: Properties): void;
  /** The public record, as Cloudflare has it. */
  record(): Resource;
  /** Have the public records as they were changed an hour ago, not just now. */
  age(): void;
  /** Wait until the resolver has forgotten that nothing was delegated before the first update. */
  delegated(): Promise<void>;
  close(): Promise<void>;
}

const LONG_AGO = "2026-01-31T12:00:00.000Z";

export async function startLiveSite(options: LiveSiteOptions = {}): Promise<LiveSite> {
  await using opened = new AsyncDisposableStack();
  const kept = <T extends { close(): void | Promise<void> }>(one: T): T =>
    opened.adopt(one, (it) => it.close());
  const production = kept(await untouched());
  const { store, file, workspace } = production;
  const insert: LiveSite["insert"] = (type, id, outputs) => {
    store.insert(type, id, id, outputs, LONG_AGO);
  };
  fill(insert, options);
  const account = emptyAccount();
  account.cloudflare.zones.push({ id: ZONE_ID, name: "example.com" });
  const apis = kept(await startVendorApis({ file, account }));
  const internet = kept(
    await startInternet({
      file,
      zones: await cloudflareZones(workspace.directory),
      names: await named(workspace, "production", "monitoring"),
      scale: 60,
    }),
  );
  Object.assign(workspace.env, internet.env, {
    ...credentialsOf(account, apis),
  });
  const resolvers = [`${internet.dns.host}:${internet.dns.port}`];
  const { rate, others = {} } = options;
  const own = await named<object>(workspace, "production", "hosts");
  const further = Object.entries(others).map(([name, host]) => [name, { public: host }] as const);
  await production.edit({
    set: {
      resolvers,
      ...(further.length > 0 && { hosts: { ...own, others: Object.fromEntries(further) } }),
    },
  });
  const load =
    rate === undefined
      ? undefined
      : await internet.visit({
          hosts: [PUBLIC, ...Object.values(others)],
          ...{ rate, walk: walkOf(pagesOf(store.resources())), clients: STAYING },
        });
  const record = () => {
    const [first] = store
      .resources(RECORD)
      .filter(({ outputs }) => outputs["name"] === PUBLIC && outputs["type"] !== "AAAA");
    if (!first) throw new Error(`${PUBLIC} has no record`);
    return first;
  };
  const closing = opened.move();
  return {
    ...{ production, apis, internet, load, insert, record },
    age: () => {
      const lead = new Set([PUBLIC, ...Object.values(others)]);
      for (const { type, id, outputs } of store.resources(RECORD))
        if (lead.has(String(outputs["name"]))) store.update(type, id, outputs, LONG_AGO);
    },
    delegated: () =>
      production.until(async () => (await delegatedTo({ ...DELEGATED, resolvers }, 10)).length > 0),
    close: () => closing.disposeAsync(),
  };
}

/** A record of a host at Cloudflare that leads to Vercel. */
export function recordOf(name: string, own: Properties = {}): Properties {
  return {
    ...{ zoneId: ZONE_ID, name, type: "CNAME", content: TARGET, ttl: 60 },
    ...{ proxied: false, settings: {}, tags: [], ...own },
  };
}

function fill(
  insert: LiveSite["insert"],
  { project, record, variable, live = old.deployment, others = {} }: LiveSiteOptions,
): void {
  insert(PROJECT, "prj_live", {
    ...{ name: "shop", framework: "nextjs", autoAssignCustomDomains: true },
    ...{ nodeVersion: "22.x", buildCommand: "make build", ...project },
  });
  insert("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable", "env_live", {
    ...{ projectId: "prj_live", key: "SITE_URL", value: `https://${PUBLIC}` },
    ...{ sensitive: false, targets: ["production"], ...variable },
  });
  const serve = (host: string, digit: string, own?: Properties) => {
    insert("vercel:index/projectDomain:ProjectDomain", host, {
      ...{ projectId: "prj_live", domain: host, verified: true, verifications: [] },
    });
    insert("vercel:index/alias:Alias", `alias_${host}`, { alias: host, deploymentId: live });
    insert(RECORD, digit.repeat(32), recordOf(host, { ttl: 3600, ...own }));
  };
  for (const [index, host] of Object.values(others).entries()) serve(host, String(index));
  serve(PUBLIC, "f", record);
}
