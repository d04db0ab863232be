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
    "is the zone itself: Cloudflare resolves its CNAME and answers with addresses, so the weights would choose for Cloudflare, and not for each visitor's resolver",
  allowed:
    "a host inside the zone, such as www.example.com, and a redirect from the zone to it at Vercel or Cloudflare",
} as const satisfies Unfit;

/**
 * Visitors of a proxied record get Cloudflare's own addresses:
 * https://developers.cloudflare.com/dns/cname-flattening/set-up-cname-flattening/
 */
const PROXIED: Unfit = {
  problem:
    "turns on Cloudflare's proxy, behind which DNS cannot split visitors: Cloudflare resolves the weighted name itself, so whole locations would change release at once",
  allowed:
    "no such key: the records are DNS only. Cloudflare's cache and firewall go with the proxy: use Vercel's; or, to keep them, split by Cloudflare Load Balancing (developers.cloudflare.com/load-balancing), which is not done here",
};

/** Datadog reads both: https://docs.datadoghq.com/integrations/openmetrics/, https://docs.datadoghq.com/opentelemetry/ */
const OTHER_MONITORING: Unfit = {
  problem:
    "names another monitoring tool than Datadog, whose monitors open and close the gate, trigger roll backs and notify people",
  allowed:
    "no such key. Without Datadog nothing would stop a bad release: send it what yours measures too (it reads OpenMetrics and OpenTelemetry), or use a tool whose gate queries yours, such as Flagger or Argo Rollouts on Kubernetes",
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
    ? { problem: "is no key", allowed: "no such key: it is Datadog in any case" }
    : OTHER_MONITORING;
}
