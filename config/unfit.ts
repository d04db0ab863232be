import type { Broken } from "./rule.ts";
import { valueAt, type Path, type Values } from "./raw.ts";

/** What is wrong with something that cannot fit, and what to do instead. */
type Unfit = Pick<Broken, "problem" | "allowed">;

/**
 * The public host as the zone itself. Cloudflare answers for a zone with addresses that it resolved:
 * https://developers.cloudflare.com/dns/cname-flattening/
 */
export const APEX = {
  problem:
    "is the zone itself: Cloudflare looks its CNAME up and answers with addresses, so that the weights choose for Cloudflare and not for each visitor's resolver",
  allowed:
    "a host inside the zone, such as www.example.com, and a redirect from the zone to it at Vercel or Cloudflare",
} as const satisfies Unfit;

/**
 * Visitors of a proxied record get Cloudflare's own addresses:
 * https://developers.cloudflare.com/dns/cname-flattening/set-up-cname-flattening/
 */
const PROXIED: Unfit = {
  problem:
    "asks for Cloudflare's proxy in front of a split by DNS: visitors get Cloudflare's addresses, and the weights choose for its own look-ups, so that whole locations change sides at once",
  allowed:
    "no such key: the records are DNS only. Cloudflare's cache and firewall go with the proxy: use Vercel's; or, to keep them, split by Cloudflare Load Balancing (developers.cloudflare.com/load-balancing), which is not done here",
};

/** Datadog reads both: https://docs.datadoghq.com/integrations/openmetrics/, https://docs.datadoghq.com/opentelemetry/ */
const OTHER_MONITORING: Unfit = {
  problem:
    "asks for another monitoring than Datadog, whose monitors are what the gate queries, what rolls back by itself and who is notified",
  allowed:
    "no such key. Without Datadog nothing would stop a bad release: send it what yours measures too (it reads OpenMetrics and OpenTelemetry), or take a tool whose gate asks yours, such as Flagger or Argo Rollouts on Kubernetes",
};

const MONITORING = [
  ...["appdynamics", "axiom", "cloudwatch", "dynatrace", "elastic", "grafana", "honeycomb"],
  ...["newrelic", "nagios", "opentelemetry", "otel", "prometheus", "sentry", "signoz", "splunk"],
];

/** Why a key that does not exist cannot exist, where that is known. */
export function unfit(path: Path, values: Values): Unfit | undefined {
  const key = path.map(String).join(".").toLowerCase().replaceAll(/[-_]/g, "");
  if (/^(cloudflare\.|hosts\.(others\.[^.]+\.)?)?(proxied|proxy|orangecloud)$/.test(key))
    return PROXIED;
  if (/^datadog\.(none|enabled)$/.test(key)) return OTHER_MONITORING;
  if (MONITORING.includes(key.replace(/^monitoring\./, ""))) return OTHER_MONITORING;
  if (!/^(monitoring\.)?(provider|vendor|backend)$/.test(key)) return undefined;
  return /^datadog$/i.test(String(valueAt(values, path)))
    ? { problem: "is no key", allowed: "no such key: Datadog is what watches" }
    : OTHER_MONITORING;
}
