import type { Absences, Part } from "./parts.ts";

/** What a monitor watches: one release, told by its version; the service; or a host of the canary's. */
export type MonitorScope = "canary" | "service" | "canary-host";

/** One thing that is watched at Datadog, by one monitor. */
export interface MonitorSpec {
  /** Its name in tags and resources, e.g. `error-rate`. */
  readonly key: string;
  /** What it is called to people. */
  readonly title: string;
  readonly scope: MonitorScope;
  /** Whether it needs stable's traffic, so that it says nothing once all of it is on the canary. */
  readonly comparesWithStable: boolean;
  /** The checklist's items that it carries. */
  readonly items: readonly string[];
  /** The parts that must be there for it to be declared; none where absent. */
  readonly parts?: readonly Part[];
  /** Whether it is declared beside a canary alone: it compares two releases, or knows of the new one. */
  readonly needsCanary?: true;
  /**
   * The monitor that tells silence from health. What this one counts is reported only when it
   * happens, so that nothing seen is good news, as long as the other one has data. Where there is
   * none, no data is no answer.
   */
  readonly witness?: string;
  /** What its values are in, where they have a unit: `%`, `x` (times), `s` or `ms`. */
  readonly unit?: string;
}

/** Monitors that a stack has not, by their keys, each with the reason. */
export type Lacking = Readonly<Record<string, string>>;

/** What decides which monitors a stack has. */
export interface Circumstances {
  /** Where measurements come from: traces are in seconds, the app's logs in milliseconds. */
  readonly signal: Signal;
  /** Whether a canary is named beside stable, and is another release. */
  readonly twoReleases: boolean;
  /** The keys of monitors that nothing can be asked for, each with the reason. */
  readonly lacking: Lacking;
  /** The further public hosts, by their names; none where absent. */
  readonly others?: readonly string[] | undefined;
}

/**
 * The checks that Datadog makes, by their names in keys, with the checklist's items that each carries:
 * of the canary host before visitors come, of the public one once they have. Of the canary's entry
 * point, which adds a hop and nothing else, health alone is asked: at 0 % stable answers there. Of its
 * origin the certificate, without which CloudFront serves nobody.
 */
export const CHECKS = {
  health: {
    title: "health",
    canary: ["test-health-endpoints"],
    entry: ["canary-verify-health"],
    public: ["post-app-health", "rb-monitor-health", "rbv-app-health"],
  },
  api: {
    title: "API",
    canary: ["test-api-endpoints", "canary-user-flows"],
    public: ["full-critical-flows", "ux-critical-flows", "rbv-user-flows", "mon-user-experience"],
  },
  "sign-in": {
    title: "sign-in",
    canary: ["test-auth-flows", "canary-user-flows"],
    public: ["full-critical-flows", "ux-auth", "rbv-user-flows", "mon-user-experience"],
  },
  payment: {
    title: "payment",
    canary: ["test-payments", "canary-user-flows"],
    public: ["full-critical-flows", "ux-payments", "rbv-user-flows", "mon-user-experience"],
  },
  realtime: { title: "real-time", canary: ["test-realtime"], public: ["post-realtime"] },
  assets: {
    title: "pages and assets",
    canary: ["test-ui-components"],
    public: ["ux-links-assets", "ux-ui-rendering", "mon-user-experience"],
  },
  certificate: {
    title: "certificate",
    canary: ["full-ssl"],
    origin: ["full-ssl"],
    public: ["full-ssl"],
  },
} as const;

export type Check = keyof typeof CHECKS;

type CheckItems = { readonly title: string } & Partial<Record<CheckedHost, readonly string[]>>;

/** What is checked: where a prepared release is looked at, the way that visitors take to it, and where they come in. */
export const CHECKED_HOSTS = {
  canary: "the canary host",
  entry: "the canary's entry point",
  origin: "the canary's origin",
  public: "the public host",
} as const;

export type CheckedHost = keyof typeof CHECKED_HOSTS;

/** One check of one host. */
export interface HostCheck {
  /** The key of the monitor that Datadog makes for it: `canary-health`, `canary-entry`. */
  readonly key: string;
  readonly host: CheckedHost;
  readonly check: Check;
  /** What it checks, in words: `the canary host: health`. */
  readonly what: string;
  /** The checklist's items that it carries. */
  readonly items: readonly string[];
}

/** All checks, host by host. */
export const HOST_CHECKS: readonly HostCheck[] = (
  Object.keys(CHECKED_HOSTS) as CheckedHost[]
).flatMap((host) =>
  (Object.keys(CHECKS) as Check[]).flatMap((check) => {
    const { title, [host]: items }: CheckItems = CHECKS[check];
    if (!items) return [];
    return {
      key: host === "entry" ? "canary-entry" : `${host}-${check}`,
      ...{ host, check, what: `${CHECKED_HOSTS[host]}: ${title}` },
      // A certificate runs out in weeks: it is to be renewed, and nothing is broken yet.
      items: [...items, ...(check === "certificate" ? [] : ["trig-critical-broken"])],
    };
  }),
);

/** What is checked of a further public host: that it is there. What a user does is done on the first one. */
const OF_OTHERS: readonly Check[] = ["health", "certificate"];

/** The checks of a further public host, by its name: the key of each is the first host's, a dot and the name. */
export function hostChecksOf(name: string): readonly HostCheck[] {
  return HOST_CHECKS.filter(({ check }) => OF_OTHERS.includes(check)).map((one) => ({
    ...one,
    key: `${one.key}.${name}`,
    what: `${one.what} (${name})`,
  }));
}

/** The key that stands for a monitor in the runbook, in routes and in triggers: that of the first public host's. */
export function plainKey(key: string): string {
  return key.replace(/\..*$/, "");
}

const own: readonly MonitorSpec[] = [
  of("service", "requests", "Requests", [
    "post-app-health",
    "rb-monitor-health",
    "mon-apm-dashboard",
  ]),
  of(
    "canary",
    "error-rate",
    "Error rate",
    [
      "canary-error-rates",
      "perf-error-rate",
      "rbv-error-rates",
      "trig-error-5pct",
      "alert-error-warn-1",
      "alert-error-crit-5",
    ],
    { unit: "%", witness: "requests" },
  ),
  of(
    "canary",
    "latency",
    "Response time (p95)",
    [
      "canary-performance",
      "perf-response-time",
      "rbv-performance",
      "full-monitor-perf",
      "alert-latency-warn-200",
      "alert-latency-crit-500",
    ],
    { unit: "s" },
  ),
  of(
    "canary",
    "latency-ratio",
    "Response time, canary to stable",
    ["canary-performance", "trig-latency-2x"],
    { unit: "x", comparesWithStable: true, needsCanary: true },
  ),
  of("canary", "new-errors", "New kinds of errors", ["mon-error-tracking"], {
    needsCanary: true,
    parts: ["errorTracking"],
    witness: "requests",
  }),
  of("service", "database-errors", "Database errors", ["alert-db-errors-crit"], {
    witness: "database-query-time",
    parts: ["database"],
  }),
  of("service", "database-query-time", "Database query time (p95)", ["perf-db-query"], {
    unit: "s",
    parts: ["database"],
  }),
  of("service", "database-connections", "Database connections", ["post-db-connections"], {
    unit: "%",
    parts: ["database"],
  }),
  of("service", "database-cpu", "Database CPU", ["perf-cpu", "mon-infrastructure"], {
    unit: "%",
    parts: ["database"],
  }),
  of("service", "redis-errors", "Redis connectivity", ["alert-redis-crit"], {
    witness: "redis-command-time",
    parts: ["redis"],
  }),
  of(
    "service",
    "redis-command-time",
    "Redis command time (p95)",
    ["post-redis-connections", "alert-redis-crit"],
    { unit: "s", parts: ["redis"] },
  ),
  of("service", "redis-connections", "Redis connections", ["post-redis-connections"], {
    unit: "%",
    parts: ["redis"],
  }),
  of("service", "redis-memory", "Redis memory", ["perf-memory", "mon-infrastructure"], {
    unit: "%",
    parts: ["redis"],
  }),
  of("service", "app-cpu", "App CPU", ["perf-cpu"], { unit: "%", parts: ["cpu"] }),
  of("service", "app-memory", "App memory", ["perf-memory"], { unit: "%", parts: ["memory"] }),
  of("service", "third-parties", "Third-party calls that fail", ["post-third-party"], {
    unit: "%",
    witness: "requests",
    parts: ["thirdParties"],
  }),
  of("service", "data-integrity", "Data integrity", ["trig-data-integrity"], {
    parts: ["integrity"],
  }),
  of("canary", "security-findings", "Security findings", ["trig-security-vuln"], {
    parts: ["security"],
  }),
  of(
    "service",
    "payments",
    "Payments that fail",
    ["ux-payments", "mon-business-metrics", "trig-critical-broken"],
    {
      unit: "%",
      witness: "requests",
      parts: ["paymentMetrics"],
    },
  ),
  of("service", "checkouts", "Checkouts completed", ["mon-business-metrics"], {
    unit: "%",
    parts: ["checkoutMetrics"],
  }),
];

/** What the app must have for a check to make sense; nothing where absent. */
const PART_OF: Readonly<Partial<Record<Check, readonly Part[]>>> = {
  api: ["api"],
  "sign-in": ["signIn"],
  payment: ["payment"],
  realtime: ["realtime"],
  assets: ["assets"],
};

const checks: readonly MonitorSpec[] = HOST_CHECKS.map(specOf);

/** Everything that is watched. */
export const MONITORS: readonly MonitorSpec[] = [...own, ...checks];

/** The monitors that a stack has. The gate expects each of these. */
export function monitorsOf(circumstances: Circumstances): readonly MonitorSpec[] {
  const { signal, twoReleases, lacking, others = [] } = circumstances;
  return [...MONITORS, ...others.flatMap((name) => hostChecksOf(name).map(specOf))]
    .filter(
      ({ key, needsCanary }) =>
        (twoReleases || !needsCanary) && !Object.hasOwn(lacking, plainKey(key)),
    )
    .map((spec) => (spec.unit === "s" && signal === "logs" ? { ...spec, unit: "ms" } : spec));
}

/** The monitors of parts that are not there, by their keys, each with the reason. */
export function lackingWith(absent: Absences): Lacking {
  return Object.fromEntries(
    MONITORS.flatMap(({ key, parts = [] }) => {
      const [why] = parts.flatMap((part) => absent[part] ?? []);
      return why === undefined ? [] : [[key, why]];
    }),
  );
}

/** Whether Datadog makes it of a synthetic test. */
export function isCheck({ parts = [] }: Pick<MonitorSpec, "parts">): boolean {
  return parts.includes("checks");
}

/** What a monitor of a stack is found by, beside `service:` and `env:`. */
export function monitorTags(stack: string, key: string): readonly string[] {
  return [...stackTags(stack), `canary_monitor:${key}`];
}

/** What all monitors of a stack are found by. */
export function stackTags(stack: string): readonly string[] {
  return ["managed_by:canary", `canary_stack:${tagValue(stack)}`];
}

/**
 * A value as Datadog keeps it in a tag: in lower case, with other characters than letters, digits
 * and `_ - : . /` as underscores, up to 200 in all
 * (https://docs.datadoghq.com/getting_started/tagging/#define-tags).
 */
export function tagValue(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\-:./]/gu, "_")
    .slice(0, 200);
}

/** Where measurements come from: traces, or the logs that Vercel sends. */
export type Signal = "apm" | "logs";

/**
 * What tells a release apart at Datadog, the value of its `version` tag: the version that the app
 * says in its traces, or the deployment that Vercel writes into each line of a log.
 */
export function versionTag(
  signal: Signal,
  release: { readonly version: string; readonly deployment: string },
): string {
  return tagValue(signal === "apm" ? release.version : release.deployment);
}

function specOf({ key, host, check, what, items }: HostCheck): MonitorSpec {
  return of(host === "public" ? "service" : "canary-host", key, `Check of ${what}`, items, {
    parts: ["checks", ...(PART_OF[check] ?? [])],
  });
}

function of(
  scope: MonitorScope,
  key: string,
  title: string,
  items: readonly string[],
  more: Partial<MonitorSpec> = {},
): MonitorSpec {
  return { key, title, scope, comparesWithStable: false, items, ...more };
}
