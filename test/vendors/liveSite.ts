import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "../../rehearsal/clouds/index.ts";
import { DatadogOrders, startDatadogApi } from "../../rehearsal/datadogApi/index.ts";
import {
  emptyAccount,
  startVendorApis,
  type VendorAccount,
  type VendorApis,
} from "../../rehearsal/vendorApis/index.ts";
import { credentialsOf } from "./credentials.ts";

export const ZONE_ID = "fedcba9876543210fedcba9876543210";
export const TEAM = "team_c0rn3rsh0p";
export const LIVE = {
  project: "corner",
  id: "dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A",
  version: "1.4.0",
  commit: "8c1d2e3f4a5b60718293a4b5c6d7e8f901234567",
} as const;
const STAGED = { ...LIVE, project: "corner-staging", id: "dpl_2nRw6XcV9bMk4JhTgFp1QzLsYd8E" };

/** A team's site that is live on Vercel, behind DNS at Cloudflare, and never was in this program. */
export interface LiveSite {
  /** The file of the stand-in clouds. */
  readonly file: string;
  readonly store: Store;
  readonly account: VendorAccount;
  readonly datadog: DatadogOrders;
  readonly apis: VendorApis & { readonly datadog: string };
  /** The credentials and addresses, as an environment. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Start the stand-in APIs with `www.corner.shop` in them. */
export async function startLiveSite(): Promise<LiveSite> {
  const folder = await mkdtemp(join(tmpdir(), "vendors-"));
  const file = join(folder, "clouds.sqlite");
  const store = openStore(file);
  fill(store);
  const account = emptyAccount();
  account.vercel.teams.push({ id: TEAM, slug: "corner-shop", name: "Corner Shop" });
  account.vercel.projects["corner"] = {
    framework: "nextjs",
    skewProtectionMaxAge: 43_200,
    repository: { org: "corner", repo: "shop" },
  };
  account.cloudflare.zones.push({ id: ZONE_ID, name: "corner.shop" });
  const [apis, datadogApi] = await Promise.all([
    startVendorApis({ file, account }),
    startDatadogApi({ file }),
  ]);
  const datadog = new DatadogOrders(file);
  datadog.setFacts({
    services: { production: ["corner"] },
    metrics: {
      "trace.http.server.request.hits": ["env:production", "service:corner", "env:staging"],
      "trace.postgresql.query.hits": ["env:production", "service:corner"],
      "app.cpu.percent": ["env:production", "service:corner"],
    },
    teams: ["corner-developers"],
    slack: { corner: ["#releases"] },
  });
  return {
    file,
    store,
    account,
    datadog,
    apis: { ...apis, datadog: datadogApi.url },
    environment: {
      ...credentialsOf(account, apis),
      DATADOG_API_KEY: "api-key-0001",
      DATADOG_APP_KEY: "app-key-0002",
      DATADOG_HOST: datadogApi.url,
    },
    close: async () => {
      await Promise.all([apis.close(), datadogApi.close()]);
      datadog.close();
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The production project, and staging's, each with its host. */
function fill(store: Store): void {
  const at = "2026-01-31T12:00:00.000Z";
  const insert = (type: string, id: string, outputs: Readonly<Record<string, unknown>>) => {
    store.insert(type, id, id, outputs, at);
  };
  for (const [deployment, id, host] of [
    [LIVE, "prj_corner", "www.corner.shop"],
    [STAGED, "prj_staging", "staging.corner.shop"],
  ] as const) {
    store.deployment(deployment);
    insert("vercel:index/project:Project", id, {
      name: deployment.project,
      teamId: TEAM,
      autoAssignCustomDomains: true,
      nodeVersion: "24.x",
    });
    insert("vercel:index/projectDomain:ProjectDomain", host, {
      projectId: id,
      domain: host,
      teamId: TEAM,
      verified: true,
    });
    insert("vercel:index/alias:Alias", `als_${id}`, {
      alias: host,
      deploymentId: deployment.id,
      teamId: TEAM,
    });
    insert("cloudflare:index/dnsRecord:DnsRecord", `record_${id}`, {
      zoneId: ZONE_ID,
      name: host,
      type: "CNAME",
      content: "cname.vercel-dns.com",
      ttl: 60,
      proxied: host === "www.corner.shop",
    });
  }
}
