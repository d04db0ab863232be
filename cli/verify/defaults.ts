import { publicHosts } from "../../config/hosts.ts";
import type { Item } from "../../checklist/item.ts";
import { isLoopback } from "../../config/clouds.ts";
import type { GateVerdict } from "../../rollout/gate.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import type { ProductionConfig } from "../../config.ts";
import { checkDnsPath } from "../../measure/dns.ts";
import { certificate } from "../../measure/verify/certificate.ts";
import { runsCommand } from "../../measure/verify/command.ts";
import { cleanTree, noDebugCode } from "../../measure/verify/git.ts";
import { health, serves } from "../../measure/verify/health.ts";
import { monitorsWell } from "../../measure/verify/monitors.ts";
import { purgeCache } from "../../measure/verify/purge.ts";
import type { Reports } from "../../measure/verify/reports.ts";
import { all, checking, type CheckResult, type Verifier } from "../../measure/verify/verified.ts";
import { appEnvironment } from "./environment.ts";

/** What our own checks read. */
export interface CheckContext {
  readonly config: ProductionConfig;
  readonly record: RolloutRecord;
  /** The stack's name, and the folder of Pulumi.yaml. */
  readonly stack: string;
  readonly project: string;
  /** The app's checkout, where the stack file names one. */
  readonly checkout: string | undefined;
  /** The name that answers by weight, and the canary's entry point, where the state has them. */
  readonly traffic: {
    readonly weightedName?: string | undefined;
    readonly canaryEntry?: string | undefined;
  };
  /** What Datadog's monitors say of a release. */
  readonly monitors: (release: Release) => Promise<GateVerdict>;
}

/** How an item is verified where the stack file does not configure it. */
export interface Default {
  /** In a few words; what evidence has as its check, where it is no command. */
  readonly name: string;
  readonly command?: readonly string[];
  /** Whether it runs in the app's checkout, at the release's commit. */
  readonly inCheckout?: boolean;
  /** Whether it goes last: what it verifies must hold after all others. */
  readonly last?: boolean;
  readonly make: (context: CheckContext, release: Release) => Verifier;
}

/** How an item is verified where nothing is configured; nothing where the team must say. */
export function defaultOf(item: Item): Default | undefined {
  return DEFAULTS[item.id] ?? byMonitors(item);
}

const NPX = ["npx", "--no-install"];

const DEFAULTS: Readonly<Record<string, Default>> = {
  "cq-lint": inCheckout([...NPX, "eslint", ".", "--format", "json"], { eslint: "-" }),
  // Below this level npm exits with 0 too: https://docs.npmjs.com/cli/v11/commands/npm-audit#audit-level
  "cq-security-audit": inCheckout(["npm", "audit", "--json", "--audit-level=high"], { audit: "-" }),
  "cq-tsc": inCheckout([...NPX, "tsc", "--noEmit"], {}),
  "cq-clean-tree": {
    name: "clean tree by git",
    inCheckout: true,
    last: true,
    make: ({ config, checkout = "" }, { commit }) =>
      checking("clean tree by git", (signal) =>
        cleanTree({ checkout, commit, branch: config.app?.branch ?? "origin/main" }, signal),
      ),
  },
  "clean-debug-code": check("debug code by git grep", ({ checkout }, { commit }, signal) => {
    if (checkout === undefined) throw new Error("app.checkout is missing");
    return noDebugCode(checkout, commit, signal);
  }),
  "clean-env-config": {
    name: "pulumi preview --expect-no-changes",
    command: ["pulumi", "preview", "--expect-no-changes", "--non-interactive"],
    make: ({ stack, project }) =>
      runsCommand({
        command: [
          "pulumi",
          "preview",
          "--expect-no-changes",
          "--non-interactive",
          "--stack",
          stack,
        ],
        cwd: project,
        env: process.env,
      }),
  },
  "env-cdn-purged": check("purge at Cloudflare", ({ config: { cloudflare, hosts } }, _, signal) =>
    purgeCache(
      {
        zoneId: cloudflare.zoneId,
        hosts: publicHosts(hosts).flatMap((one) => [one.public, one.canary, one.prepared]),
        token: process.env["CLOUDFLARE_API_TOKEN"],
        baseUrl: cloudflareUrl(process.env["CLOUDFLARE_BASE_URL"]),
      },
      signal,
    ),
  ),
  "test-health-endpoints": check("health over HTTPS", ({ config }, release, signal) => {
    const { hosts, app } = config;
    const canary = healthOf(config, hosts.prepared);
    return all([
      ...(app?.staging === undefined
        ? []
        : [health(healthOf(config, app.staging), config.health, signal)]),
      health(canary, config.health, signal),
      serves(canary, config.health, release, signal),
    ]);
  }),
  "post-app-health": check("health over HTTPS", ({ config }, release, signal) =>
    wellWith(config, release, signal),
  ),
  "rb-verify-success": check("version over HTTPS", ({ config, record }, _, signal) =>
    serves(healthOf(config, config.hosts.public), config.health, record.stable, signal),
  ),
  "rbv-previous-version": check("version over HTTPS", ({ config, record }, _, signal) =>
    serves(healthOf(config, config.hosts.public), config.health, record.stable, signal),
  ),
  "rbv-app-health": check("health over HTTPS", ({ config, record }, _, signal) =>
    wellWith(config, record.stable, signal),
  ),
  "full-ssl": check("certificates over TLS", ({ config, traffic }, _, signal) => {
    const days = config.thresholds.certificateDays;
    const legs = [config.vercel.target, inState(traffic.canaryEntry)];
    return all(
      legs.map((at) =>
        certificate({ host: config.hosts.public, at, days, now: () => new Date() }, signal),
      ),
    );
  }),
  "full-dns": check("answers over DNS", ({ config, traffic }, _, signal) =>
    checkDnsPath(
      {
        host: config.hosts.public,
        weighted: inState(traffic.weightedName),
        entries: [config.vercel.target, inState(traffic.canaryEntry)],
        resolvers: config.resolvers,
      },
      signal,
    ),
  ),
};

/** Items that a team's own monitors cover are verified by them: as the gate measures them. */
function byMonitors({ coveredBy, needed }: Item): Default | undefined {
  const keys = coveredBy.flatMap((coverage) =>
    coverage.by === "gate" && "monitors" in coverage ? coverage.monitors : [],
  );
  if (keys.length === 0) return undefined;
  const afterRollback = needed.includes("roll back");
  return check("monitors at Datadog", async ({ monitors, record }, release) =>
    monitorsWell(keys, await monitors(afterRollback ? record.stable : release)),
  );
}

function inCheckout(command: readonly string[], reports: Reports): Default {
  return {
    name: command.join(" "),
    command,
    inCheckout: true,
    make: ({ checkout = "", record: { stable } }, release) =>
      runsCommand({ command, cwd: checkout, env: appEnvironment({ release, stable }), reports }),
  };
}

function check(
  name: string,
  look: (context: CheckContext, release: Release, signal: AbortSignal) => Promise<CheckResult>,
): Default {
  return {
    name,
    make: (context, release) => checking(name, (signal) => look(context, release, signal)),
  };
}

function healthOf({ health: { path } }: ProductionConfig, host: string): string {
  return `https://${host}${path}`;
}

/** Whether the public host is well, and serves a release. */
function wellWith(
  config: ProductionConfig,
  release: Release,
  signal: AbortSignal,
): Promise<CheckResult> {
  const url = healthOf(config, config.hosts.public);
  return all([health(url, config.health, signal), serves(url, config.health, release, signal)]);
}

function inState(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new Error("the state does not hold the traffic's names: a pulumi up comes first");
}

/** Cloudflare's API elsewhere: on this machine alone, since a token is sent there. */
function cloudflareUrl(url: string | undefined): string | undefined {
  if (url === undefined || url === "") return undefined;
  if (URL.canParse(url) && isLoopback(url)) return url.replace(/\/$/, "");
  throw new Error(`CLOUDFLARE_BASE_URL is ${url}, and may be a loopback address alone`);
}
