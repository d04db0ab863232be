import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { scopesOf } from "../../../cli/doctor/datadogScopes.ts";
import { ADDRESSES, startDns } from "../../../rehearsal/dns/index.ts";
import { startEdges } from "../../../rehearsal/edges/index.ts";
import { nodeOptions } from "../../../rehearsal/internet/reachable.ts";
import { run } from "../../../rehearsal/run.ts";
import {
  emptyAccount,
  startVendorApis,
  type VendorAccount,
} from "../../../rehearsal/vendorApis/index.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { production, type Production } from "../../engine/production.ts";
import { byPassphrase } from "../../engine/secretsProvider.ts";
import { exampleConfig } from "./context.ts";
import { credentialsOf } from "../../vendors/credentials.ts";

/** Production at 0 %, with everything that its first start and roll back need. */
export interface Site {
  readonly production: Production;
  /** What the vendors' accounts have beside the stand-in clouds. */
  readonly account: VendorAccount;
  /** The app's checkout. */
  readonly checkout: string;
  /** The name server of the zone at Cloudflare. */
  readonly nameServer: string;
  /** Run `./canary doctor`, with some of the environment changed. */
  doctor(args: readonly string[], env?: Readonly<Record<string, string>>): ReturnType<typeof run>;
  close(): Promise<void>;
}

/** The scripts that the example's `verify` runs. */
const SCRIPTS = ["test", "test:integration", "audit", "cache:clear", "keys:check"];

/** Start it: the stand-in clouds, their APIs, DNS and edges, an app's repository, and a release to prepare. */
export async function soundSite(): Promise<Site> {
  await using opened = new AsyncDisposableStack();
  const kept = <T extends { close(): Promise<void> }>(one: T) =>
    opened.adopt(one, (it) => it.close());
  const running = kept(await byPassphrase(await production("first")));
  const { workspace, file, store, datadog } = running;
  const { directory } = workspace;
  const account = emptyAccount();
  account.vercel.teams.push({ id: "team_shop", slug: "shop", name: "Shop" });
  const zones = await cloudflareZones(directory);
  account.cloudflare.zones.push(...zones);
  const apis = kept(await startVendorApis({ file, account }));
  const dns = kept(await startDns({ file, zones }));
  const edges = kept(await startEdges({ file, dns }));

  const checkout = join(directory, "app");
  const commit = appIn(checkout, join(directory, "origin"));
  const release = { version: "1.7.0", commit, deployment: "dpl_170" };
  store.deployment({ project: "shop", id: release.deployment, version: "1.7.0", commit });
  await running.edit({
    canary: release,
    set: { app: { checkout: "app" }, resolvers: [`${dns.host}:${dns.port}`], health: {} },
  });
  datadog.setFacts({ scopes: [...scopesOf(exampleConfig()).map(({ name }) => name), ...READS] });
  commitProject(directory);

  const own = {
    ...credentialsOf(account, apis),
    NODE_EXTRA_CA_CERTS: edges.ca.file,
    NODE_OPTIONS: nodeOptions({
      zones: [...zones.map(({ name }) => name), "cloudfront.net", "vercel-dns.com"],
      dns: `${dns.host}:${dns.port}`,
      http: edges.http,
      https: edges.https,
    }),
  };
  const closing = opened.move();
  return {
    production: running,
    ...{ account, checkout },
    nameServer: `${ADDRESSES.cloudflare}:${dns.port}`,
    doctor: (args, env = {}) =>
      run(join(directory, "canary"), ["doctor", ...args], {
        cwd: directory,
        env: { ...workspace.env, ...own, ...env },
      }),
    close: () => closing.disposeAsync(),
  };
}

/** What the checks themselves read at Datadog. */
const READS = ["metrics_read", "teams_read", "integrations_read", "user_app_keys"];

const AUTHOR = ["-c", "user.name=Alex", "-c", "user.email=alex@example.com"];

function git(at: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", at, ...AUTHOR, ...args], { encoding: "utf8", stdio: "pipe" });
}

/** A repository of the app, and a clean checkout of it with its packages; gives the commit. */
function appIn(checkout: string, origin: string): string {
  const scripts = (...names: readonly string[]) =>
    JSON.stringify({ scripts: Object.fromEntries(names.map((name) => [name, "true"])) });
  write(join(origin, "package.json"), scripts(...SCRIPTS));
  write(join(origin, "packages/database/package.json"), scripts("migrations:status"));
  write(join(origin, ".gitignore"), "node_modules\n");
  git(origin, "init", "-q", "-b", "main");
  git(origin, "add", ".");
  git(origin, "commit", "-qm", "The app");
  git(dirname(checkout), "clone", "-q", origin, checkout);
  for (const tool of ["eslint", "datadog-ci", "tsc"]) {
    const file = join(checkout, "node_modules/.bin", tool);
    write(file, "#!/bin/sh\n");
    chmodSync(file, 0o755);
  }
  return git(checkout, "rev-parse", "HEAD").trim();
}

/** The project's own files in a repository, as a team has them. */
function commitProject(directory: string): void {
  git(directory, "init", "-q", "-b", "main");
  git(directory, "config", "user.name", "Alex");
  git(directory, "config", "user.email", "alex@example.com");
  git(directory, "add", "Pulumi.yaml", "Pulumi.production.yaml");
  git(directory, "commit", "-qm", "The project");
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
