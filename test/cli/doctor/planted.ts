import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "../../../rehearsal/clouds/index.ts";
import { SiteOrders } from "../../../rehearsal/site/knobs.ts";
import type { Site } from "./site.ts";

/** A fault that somebody made, and what is said of it. */
export interface Planted {
  /** The check that names it. */
  readonly id: string;
  readonly says: RegExp;
  /** What is wrong outside the stack file. */
  readonly plant?: (site: Site) => void | Promise<void>;
  /** What is wrong in the stack file, by its key. */
  readonly edit?: Readonly<Record<string, unknown>>;
}

const AT = "2026-01-31T12:00:00.000Z";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";

/** A record at Cloudflare that somebody made by hand. */
function recordAt(
  { production: { store }, account }: Site,
  name: string,
  more: Readonly<Record<string, unknown>>,
): void {
  const zoneId = account.cloudflare.zones[0]?.id;
  const id = `hand-${name}-${String(more["type"])}`;
  store.insert(RECORD, id, id, { zoneId, name, ttl: 60, proxied: false, ...more }, AT);
}

/** Change what the clouds hold of a resource, past the program. */
function byHand(
  { production: { store } }: Site,
  type: string,
  isMeant: (one: Resource) => boolean,
  change: Readonly<Record<string, unknown>>,
): void {
  const observed = store.resources(type).find(isMeant);
  if (!observed) throw new Error(`the clouds hold no such ${type}`);
  store.byHand(observed, change);
}

/** Faults that stand beside each other: none hides another. */
export const PLANTED: readonly Planted[] = [
  {
    id: "lock",
    says: /the lock is held by ci@runner-7 .*wait for that update/,
    plant: ({ production: { workspace } }) => {
      const locks = "state/.pulumi/locks/organization/canary/production";
      const folder = join(workspace.directory, locks);
      const held = { pid: 4242, username: "ci", hostname: "runner-7", timestamp: AT };
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "a.json"), JSON.stringify(held));
    },
  },
  {
    id: "vercel-credentials",
    says: /the token's user is VIEWER/,
    plant: ({ account }) => Object.assign(account.vercel.teams[0] ?? {}, { role: "VIEWER" }),
  },
  {
    id: "vercel-plan",
    says: /the team is on hobby, and vercel\.skewProtection is configured/,
    plant: ({ account }) => Object.assign(account.vercel.teams[0] ?? {}, { plan: "hobby" }),
  },
  {
    id: "vercel-project",
    says: /deployment protection of shop covers all deployments/,
    plant: ({ account }) => {
      account.vercel.projects["shop"] = { ssoProtection: "all" };
    },
  },
  {
    id: "vercel-hosts",
    says: /www\.example\.com redirects to example\.com/,
    plant: (site) => {
      byHand(
        site,
        "vercel:index/projectDomain:ProjectDomain",
        ({ outputs }) => outputs["domain"] === "www.example.com",
        { redirect: "example.com" },
      );
    },
  },
  {
    id: "vercel-releases",
    says: /Vercel has no deployment dpl_gone, which releases\.canary names/,
    plant: async ({ production }) => {
      const canary = { version: "1.8.0", commit: "18".repeat(20), deployment: "dpl_gone" };
      await production.edit({ canary });
    },
  },
  {
    id: "cloudflare-credentials",
    says: /may not edit them .*DNS: Edit/,
    plant: ({ account }) => {
      account.lacks.add("DNS: Edit");
    },
  },
  {
    id: "cloudflare-zone",
    says: /the zone example\.com is pending/,
    plant: ({ account }) => Object.assign(account.cloudflare.zones[0] ?? {}, { status: "pending" }),
  },
  {
    id: "dns-records",
    says: /canary\.example\.com has a AAAA record .* not in the state/,
    plant: (site) => {
      recordAt(site, "canary.example.com", { type: "AAAA", content: "2001:db8::1" });
    },
  },
  {
    id: "dns-ttl",
    says: /the CNAME record of www\.example\.com has a TTL of 86400 s/,
    plant: (site) => {
      byHand(site, RECORD, ({ outputs }) => outputs["name"] === "www.example.com", { ttl: 86_400 });
    },
  },
  {
    id: "dns-delegation",
    says: /rollout\.www\.example\.com is delegated already, to ns1\.other\.net/,
    plant: async (site) => {
      // A resolver follows a delegation to its end, and the zone's own server does not.
      await site.production.edit({ set: { resolvers: [site.nameServer] } });
      byHand(
        site,
        RECORD,
        ({ outputs }) => outputs["name"] === "rollout.www.example.com" && outputs["type"] === "NS",
        { content: "ns1.other.net" },
      );
    },
  },
  {
    id: "dns-caa",
    says: /let letsencrypt\.org alone issue \| amazon\.com among them/,
    plant: (site) => {
      recordAt(site, "example.com", { type: "CAA", content: '0 issue "letsencrypt.org"' });
    },
  },
  {
    id: "aws-credentials",
    says: /the policies of arn:\S+ deny cloudfront:CreateDistribution/,
    plant: ({ account }) => {
      account.lacks.add("cloudfront:CreateDistribution");
    },
  },
  {
    id: "cloudfront-aliases",
    says: /www\.example\.com is an alias of \*+EXAMPL of the account/,
    plant: ({ account }) => {
      account.aws.takenAliases.push("www.example.com");
    },
  },
  {
    id: "archive-bucket",
    says: /the bucket logs is another account's/,
    plant: ({ account }) => {
      account.aws.takenBuckets.push("logs");
    },
    edit: { operations: { aws: { account: "123456789012" }, archive: { bucket: "logs" } } },
  },
  {
    id: "datadog-credentials",
    says: /the application key lacks monitors_write \(monitors\)/,
    plant: ({ production: { datadog } }) => {
      const { scopes } = datadog.facts();
      datadog.setFacts({ scopes: (scopes ?? []).filter((one) => one !== "monitors_write") });
    },
  },
  {
    id: "datadog-teams",
    says: /Datadog has a team web already/,
    plant: ({ production: { datadog } }) => {
      datadog.setFacts({ teams: ["web"] });
    },
    edit: { stakeholders: { development: { handle: "web" } } },
  },
  {
    id: "datadog-slack",
    says: /Datadog's Slack integration has no account nobody/,
    edit: {
      channels: {
        slack: { account: "nobody", channel: "#releases" },
        email: ["releases@example.com"],
        none: "not there",
      },
    },
  },
  {
    id: "datadog-metrics",
    says: /no data of app\.cpu\.percent for 30 days/,
    plant: ({ production: { datadog } }) => {
      datadog.setSent("app.cpu.percent", false);
    },
  },
  {
    id: "datadog-spans",
    says: /no data of trace\.postgresql\.query for 30 days.*Datadog has pg\.query/,
    plant: ({ production: { datadog } }) => {
      datadog.setSent("trace.postgresql.query", false);
      datadog.setFacts({
        metrics: {
          "app.memory.percent": ["env:prod", "service:shop"],
          "trace.pg.query.hits": ["env:production", "service:shop"],
        },
      });
    },
  },
  {
    id: "datadog-tags",
    says: /app\.memory\.percent has data, and none with env:production,service:shop; it has env:prod /,
    plant: ({ production: { datadog } }) => {
      datadog.setSent("app.memory.percent", false);
    },
  },
  {
    id: "health",
    says: /https:\/\/www\.example\.com\/api\/health answers 500/,
    plant: ({ production: { file } }) => {
      const orders = new SiteOrders(file);
      orders.break("dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A", { up: false });
      orders.close();
    },
  },
  {
    id: "git",
    says: /HEAD is detached/,
    plant: ({ production: { workspace } }) => {
      execFileSync("git", ["-C", workspace.directory, "checkout", "-q", "--detach"]);
    },
  },
  {
    id: "checkout",
    says: /git says of 1 file: \?\? left\.txt/,
    plant: ({ checkout }) => {
      writeFileSync(join(checkout, "left.txt"), "");
    },
  },
  {
    id: "verify-commands",
    says: /verify\.cq-lint: .*: eslint is not installed/,
    plant: ({ checkout }) => {
      execFileSync("rm", ["-r", join(checkout, "node_modules")]);
    },
  },
];
