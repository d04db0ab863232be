import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck.js";
import type { Unwrap } from "@pulumi/pulumi";
import { Agent, request } from "node:https";
import { openStore, type Resource } from "../clouds/index.ts";
import type { Dns } from "../dns/index.ts";
import { lookupBy } from "../edges/origin.ts";
import { HealthTable } from "../dns/health.ts";
import { answered } from "../http.ts";
import { repeatFor } from "../schedule.ts";

interface HealthCheckersArgs {
  /** The file of the stand-in clouds. */
  readonly file: string;
  readonly dns: Dns;
  /** The port of this machine that stands for 443. */
  readonly https: number;
  /** How many times as fast as declared they query. Default 1. */
  readonly scale?: number;
  /** Called with how many milliseconds late a check ran. */
  readonly onChecked?: ((late: number) => void) | undefined;
}

type HealthCheck = Unwrap<HealthCheckArgs>;

/** How an endpoint was found, once. */
export interface Look {
  readonly passed: boolean;
  readonly observed: string;
}

/** What Route 53 reads of a body: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html */
const READS = 5120;
/** Seconds that an endpoint may take: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html */
const PATIENCE = 4;

/**
 * Route 53's health checkers: each declared health check queries its endpoint once per interval, and is
 * held unhealthy or healthy again after as many failures or passes in a row as its threshold says. Of
 * Route 53's many places one is played, so that intervals are as declared.
 */
export function startHealthCheckers(args: HealthCheckersArgs) {
  const { file, scale = 1, onChecked } = args;
  const store = openStore(file);
  const table = new HealthTable(file);
  const rows = new Map<string, readonly boolean[]>();

  const check = async ({ id, outputs }: Resource): Promise<void> => {
    const declared = outputs as unknown as HealthCheck;
    const { passed, observed } = await look(declared, args);
    const threshold = declared.failureThreshold ?? 3;
    const row = [...(rows.get(id) ?? []), passed].slice(-threshold);
    rows.set(id, row);
    const existing = table.of(id);
    const healthy = verdict(row, threshold, existing?.healthy ?? true, declared);
    const since = existing?.healthy === healthy ? existing.since : new Date().toISOString();
    table.keep(id, { healthy, since, observed });
  };
  const end = repeatFor(
    { store, type: "aws:route53/healthCheck:HealthCheck" },
    ({ outputs }) => (Number(outputs["requestInterval"] ?? 30) * 1000) / scale,
    check,
    onChecked,
  );
  return {
    close: async () => {
      await end();
      table.close();
      store.close();
    },
  };
}

/**
 * The result of consecutive checks: as many alike as the threshold change it, fewer leave it. `disabled`
 * is always healthy, `invertHealthcheck` turns it round.
 */
export function verdict(
  row: readonly boolean[],
  threshold: number,
  before: boolean,
  declared: Pick<HealthCheck, "disabled" | "invertHealthcheck">,
): boolean {
  const inverted = declared.invertHealthcheck === true;
  if (declared.disabled === true) return !inverted;
  const agree = row.length >= threshold && row.every((one) => one === row[0]);
  return agree ? row[0] !== inverted : before;
}

/** Query an endpoint once. Route 53 requires no valid certificate. */
async function look(declared: HealthCheck, { dns, https }: HealthCheckersArgs): Promise<Look> {
  const { type, fqdn = "", resourcePath = "/", searchString, enableSni } = declared;
  if (!type.startsWith("HTTPS"))
    return { passed: false, observed: `a rehearsal checks by HTTPS alone, not by ${type}` };
  const agent = new Agent({ lookup: lookupBy(dns.resolver()), rejectUnauthorized: false });
  const asking = request({
    host: fqdn,
    port: https,
    path: resourcePath,
    headers: { host: fqdn, "user-agent": "Amazon-Route53-Health-Check-Service" },
    agent,
    ...(enableSni !== false && { servername: fqdn }),
  });
  try {
    const { status, body } = await answered(asking, undefined, PATIENCE * 1000);
    const result =
      searchString === undefined || body.subarray(0, READS).toString().includes(searchString);
    const passed = status >= 200 && status < 400 && result;
    return { passed, observed: result ? String(status) : `${status} without ${searchString}` };
  } catch (error) {
    return { passed: false, observed: error instanceof Error ? error.message : String(error) };
  } finally {
    agent.destroy();
  }
}
