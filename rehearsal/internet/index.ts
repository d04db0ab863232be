import { ADDRESSES, startDns, type CloudflareZone, type Dns } from "../dns/index.ts";
import { startEdges, type Edges } from "../edges/index.ts";
import { startHealthCheckers } from "../healthChecks/checker.ts";
import { keeper } from "../keeper.ts";
import { startLoad, type Load, type LoadArgs } from "../load/index.ts";
import type { VisitorRequest } from "../load/walk.ts";
import { startMetrics, type Names } from "../metrics/index.ts";
import { SiteOrders } from "../site/knobs.ts";
import { startSynthetics } from "../synthetics/runner.ts";
import { nodeOptions } from "./reachable.ts";

export interface InternetArgs {
  /** The file of the stand-in clouds. */
  readonly file: string;
  /** The zones at Cloudflare. */
  readonly zones: readonly CloudflareZone[];
  /** What the app is called at Datadog. */
  readonly names: Names;
  /** How many times as fast as declared time passes: TTLs, intervals, windows. Default 1. */
  readonly scale?: number;
  /** The program unbound, where it resolves names for visitors. */
  readonly unbound?: string | undefined;
  /** Called with how many milliseconds late a health check ran. */
  readonly onChecked?: (late: number) => void;
}

/** Who comes to the site. */
export interface VisitArgs extends Pick<LoadArgs, "rate" | "clients"> {
  /** The site's hosts, as many visitors to each. */
  readonly hosts: readonly string[];
  /** What a visitor does, one after the other. */
  readonly walk: readonly VisitorRequest[];
}

/** What lies between the stand-in clouds and the people who use them. */
export interface Internet {
  readonly dns: Dns;
  readonly edges: Edges;
  /** What is wrong with a deployment. */
  readonly site: SiteOrders;
  /** The environment of a process that is to reach the edges by their hosts' names, and where they are. */
  readonly env: Readonly<
    Record<"NODE_EXTRA_CA_CERTS" | "NODE_OPTIONS" | "DNS" | "DNS_PORT" | "HTTPS_PORT", string>
  >;
  /** Send visitors to the site. They are gone once the internet is closed. */
  visit(visitors: VisitArgs): Promise<Load>;
  close(): Promise<void>;
}

/**
 * Start all of it from what the clouds hold: DNS, the edges with the app behind them, Route 53's health
 * checkers, and Datadog's metrics, monitors and checks.
 */
export async function startInternet(args: InternetArgs): Promise<Internet> {
  const { file, zones, names, scale = 1, unbound, onChecked } = args;
  await using opened = new AsyncDisposableStack();
  const kept = keeper(opened);
  const site = kept(new SiteOrders(file));
  const dns = kept(await startDns({ file, zones, scale, unbound }));
  const metrics = kept(startMetrics(file, names, scale));
  const edges = kept(
    await startEdges({
      file,
      dns,
      served: (one) => {
        metrics.served(one);
      },
    }),
  );
  const { http, https, ca } = edges;
  kept(startHealthCheckers({ file, dns, https, scale, onChecked }));
  const way = () => ({ resolver: dns.resolver(), https, ca: ca.certificate });
  kept(startSynthetics(file, way, scale));
  const reached = [...zones.map(({ name }) => name), "cloudfront.net", "vercel-dns.com"];
  const to = { zones: reached, dns: `${dns.host}:${dns.port}`, http, https };
  const closing = opened.move();
  return {
    dns,
    edges,
    site,
    env: {
      NODE_EXTRA_CA_CERTS: ca.file,
      NODE_OPTIONS: nodeOptions(to),
      DNS: dns.host,
      DNS_PORT: String(dns.port),
      HTTPS_PORT: String(https),
    },
    visit: async ({ hosts: [host = "", ...others], walk, ...who }) =>
      closing.adopt(
        await startLoad({
          site: { host, https, ca: ca.certificate, canary: ADDRESSES.cloudfront, walk },
          others,
          dns: { file, zones, scale, providers: dns.providers },
          ...who,
        }),
        (load) => load.close(),
      ),
    close: () => closing.disposeAsync(),
  };
}
