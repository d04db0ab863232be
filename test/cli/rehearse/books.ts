import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, stringify, type Document } from "yaml";
import { AS_EDITED } from "../../../rehearsal/workspace.ts";
import { EXAMPLE } from "../../example.ts";

/** Changes of a stack file, by the keys' places: `releases.stable.version`; gone where undefined. */
export type Changes = Readonly<Record<string, unknown>>;

/** Another team's hosts. */
export const BOOKS = {
  public: "order.books.test",
  canary: "next.books.test",
  prepared: "try.books.test",
  staging: "stage.books.test",
  delegated: "split.books.test",
  /** A further public host. */
  guide: "guide.books.test",
};

const COMMON: Changes = {
  "cloudflare.zone": "books.test",
  "cloudflare.zoneId": "fedcba9876543210fedcba9876543210",
  "health.path": "/healthz",
  "variables.SITE_URL": "https://order.books.test",
};

/** Staging is a branch of production's Vercel project. */
const STAGING: Changes = {
  ...COMMON,
  host: BOOKS.staging,
  "vercel.project": "books",
  "vercel.framework": undefined,
  "vercel.branch": "stage",
  operations: undefined,
  "release.version": "4.0.0-rc.1",
};

/** Production in the middle of a rollout, under a freeze, with a secret and a plan of its own. */
const PRODUCTION: Changes = {
  ...COMMON,
  percentage: "25",
  "hosts.public": BOOKS.public,
  "hosts.canary": BOOKS.canary,
  "hosts.prepared": undefined,
  // Another app of the zone has the usual place.
  "hosts.delegated": BOOKS.delegated,
  "hosts.others": { guide: { public: BOOKS.guide } },
  "vercel.project": "books",
  "releases.stable.version": "3.9.1",
  "releases.canary": {
    version: "4.0.0",
    commit: "40".repeat(20),
    deployment: "dpl_400",
  },
  plan: [
    // A stage of their own, which a rehearsal waits out.
    { percentage: 1, soak: "10m" },
    ...[10, 25, 50, 75, 100].map((percentage) => ({ percentage, soak: "2h" })),
  ],
  freezes: {
    once: [{ from: "2020-01-01T00:00:00Z", until: "2120-01-01T00:00:00Z", reason: "a long one" }],
  },
  "secrets.DATABASE_URL": { secure: "v1:cmVhZCBieSBpdHM6b3duIGtleQ==" },
  "monitoring.service": "books",
  "monitoring.env": "live",
  "monitoring.operations": undefined,
  "monitoring.metrics": undefined,
  "monitoring.checks.api": "/v2/books",
  "monitoring.checks.signIn": [
    { name: "log in", method: "POST", path: "/login", status: 302, body: '{"user":"canary"}' },
    { name: "a wrong one", method: "POST", path: "/login", status: 401, body: '{"user":"nobody"}' },
    { name: "shelf", method: "GET", path: "/me/shelf", status: 200 },
  ],
  "monitoring.checks.payment": [
    { name: "order", method: "POST", path: "/v2/orders", status: 201, body: "{}" },
    { name: "pay", method: "PUT", path: "/v2/orders/test/payment", status: 200, body: "{}" },
  ],
  "monitoring.checks.realtime": { path: "/live", send: "hello", expect: "welcome" },
  "monitoring.checks.assets": ["/", "/cover.webp"],
};

/** Lay a second team's project into a folder: other names, hosts and paths, its stacks called otherwise. */
export function layBooks(folder: string, production: Changes = {}, staging: Changes = {}): string {
  mkdirSync(folder, { recursive: true });
  const yaml = readFileSync(join(EXAMPLE, "Pulumi.yaml"), "utf8");
  writeFileSync(join(folder, "Pulumi.yaml"), yaml.replace(/^name: .*$/m, "name: books"));
  const lay = (from: string, to: string, changes: Changes) => {
    const text = readFileSync(join(EXAMPLE, `Pulumi.${from}.yaml`), "utf8");
    const document = parseDocument(text.replace(/^ {2}canary:/gm, "  books:"));
    for (const [key, value] of Object.entries(changes)) change(document, key, value);
    // A day without quotes is a time to the engine, which writes it otherwise.
    writeFileSync(join(folder, `Pulumi.${to}.yaml`), document.toString(AS_EDITED));
  };
  lay("production", "live", { ...PRODUCTION, ...production });
  lay("staging", "stage", { ...STAGING, ...staging });
  return folder;
}

/** A third team's: without a database, Redis, payments, synthetic tests or anything else that config may say none of. */
export function layBare(folder: string): string {
  layBooks(folder);
  const commit = "8c1d2e3f4a5b60718293a4b5c6d7e8f901234567";
  const cloudflare = { zone: "books.test", zoneId: "fedcba9876543210fedcba9876543210" };
  const lead = { name: "Ada Loaf", phone: "+447700900123", email: "ada@books.test" };
  const existing = { ...lead, confirmedAt: "2026-01-31" };
  const lay = (stack: string, config: Changes) => {
    const own = Object.entries(config).map(([key, value]) => [`books:${key}`, value]);
    const text = stringify({ config: Object.fromEntries(own) as unknown });
    writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);
  };
  lay("live", {
    environment: "production",
    percentage: "0",
    none: "a small team, which has none of it",
    releases: { stable: { version: "3.9.1", commit, deployment: "dpl_391" } },
    hosts: { public: BOOKS.public, canary: BOOKS.canary },
    cloudflare,
    vercel: { project: "books" },
    datadog: { site: "datadoghq.eu" },
    contacts: { deploymentLead: existing, operationsLead: existing, securityLead: existing },
  });
  lay("stage", {
    environment: "staging",
    release: { version: "4.0.0-rc.1", commit, deployment: "dpl_400" },
    host: BOOKS.staging,
    cloudflare,
    vercel: { project: "books", environment: "qa" },
    variables: { SITE_URL: "https://stage.books.test" },
    datadog: { site: "datadoghq.eu" },
  });
  return folder;
}

function change(document: Document, key: string, value: unknown): void {
  const [top = "", ...rest] = key.split(".");
  const path = ["config", `books:${top}`, ...rest];
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
}
