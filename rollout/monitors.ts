import { HOST_CHECKS, hostChecksOf, plainKey, type Check, type HostCheck } from "./checks.ts";
import type { Absences, Part } from "./parts.ts";
import type { Signal } from "./tags.ts";

/** What a monitor watches: one release, by its version; the service; or a host of the canary's. */
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
  /** The checklist's items that it covers. */
  readonly items: readonly string[];
  /** The parts that must be there for it to be declared; none where absent. */
  readonly parts?: readonly Part[];
  /** Whether it is declared beside a canary alone: it compares two releases, or knows of the new one. */
  readonly needsCanary?: true;
  /**
   * The monitor that distinguishes silence from health. What this one counts is reported only when it
   * happens, so that no data is good news, as long as the other one has data. Where there is no such
   * monitor, no data is no answer.
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
  /** The keys of monitors that have nothing to query, each with the reason. */
  readonly lacking: Lacking;
  /** The further public hosts, by their names; none where absent. */
  readonly others?: readonly string[] | undefined;
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
