import { z } from "zod";
import { LIMITS, type Limit } from "../checklist/limits.ts";
import { byExemption } from "./exemptions.ts";
import { atLeast, atMost, upTo } from "./kinds.ts";
import { keyOf } from "./raw.ts";
import { rule } from "./rule.ts";
import { worded } from "./messages.ts";

const CHECKLIST = "the checklist's";
const UNITS = { latency: "milliseconds", latencyRatio: "times stable's" } as const;

/** Where an alert warns and where it is critical: as here, or lower. */
function above(warning: number, critical: number, unit: string, whose = "the default") {
  return levels(upTo(warning, unit, whose), upTo(critical, unit, whose), warning, critical);
}

/** The same where an exemption allows more, which `withinLimits` checks. */
function limited(alert: Limit["alert"]) {
  const [warning, critical] = [limitOf(alert, "warning"), limitOf(alert, "critical")];
  const number = (limit: Limit) =>
    upTo(limit.byExemption, UNITS[alert], looserBy(limit), limit.most);
  return levels(number(warning), number(critical), warning.most, critical.most);
}

function looserBy({ item }: Limit): string {
  return `${CHECKLIST}${byExemption([item])}`;
}

/** Where an alert on what must not sink warns and where it is critical: as here, or higher. */
function below(warning: number, critical: number, most: number, unit: string) {
  return levels(atLeast(warning, most, unit), atLeast(critical, most, unit), warning, critical);
}

function levels<S extends z.ZodType<number>>(
  ofWarning: S,
  ofCritical: S,
  warning: number,
  critical: number,
) {
  const block = z.strictObject({
    /** The number at which it warns: the warning is sent, and the gate stays open. */
    warning: ofWarning.prefault(warning as z.input<S>),
    /** The number at which it is critical: the gate is closed. */
    critical: ofCritical.prefault(critical as z.input<S>),
  });
  return worded(block, {
    allowed: "a block of warning, critical",
    example: { warning: String(warning), critical: String(critical) },
  }).prefault({} as z.input<typeof block>);
}

/** Where alerts fire. */
export const thresholds = z
  .strictObject({
    /** Requests that fail, in percent: warning 1, critical 5. */
    errorRate: above(1, 5, "percent", CHECKLIST),
    /** Response time in milliseconds, which 95 in 100 requests keep: warning 200, critical 500. */
    latency: limited("latency"),
    /** The canary's response time, as so many times stable's: warning 1.5, critical 2. */
    latencyRatio: limited("latencyRatio"),
    /** Time in milliseconds, which 95 in 100 database queries keep: warning 100, critical 250. */
    databaseQuery: above(100, 250, "milliseconds"),
    /** Time in milliseconds, which 95 in 100 Redis commands keep: warning 20, critical 100. */
    redisCommand: above(20, 100, "milliseconds"),
    /** Connections in use, of the database and of Redis, in percent: warning 80, critical 90. */
    connections: above(80, 90, "percent"),
    /** CPU in use, of the database and of the app, in percent: warning 80, critical 90. */
    cpu: above(80, 90, "percent"),
    /** Memory in use, of Redis and of the app, in percent: warning 80, critical 90. */
    memory: above(80, 90, "percent"),
    /** Calls to third parties that fail, in percent: warning 1, critical 5. */
    thirdParties: above(1, 5, "percent"),
    /** Payments that fail, in percent: warning 1, critical 5. */
    payments: above(1, 5, "percent"),
    /** Checkouts that become an order, in percent, where fewer do: warning 50, critical 30. */
    checkouts: below(50, 30, 100, "percent"),
    /** Days for which a certificate must still be good; 20 where absent. */
    certificateDays: atLeast(20, 90, "days").default(20),
  })
  .prefault({});

export type Thresholds = z.output<typeof thresholds>;

/** What is beyond a limit of the checklist's, each with the item whose exemption allows it. */
export function beyondLimits(thresholds: Thresholds): readonly Limit[] {
  return LIMITS.filter(({ alert, level, most }) => thresholds[alert][level] > most);
}

/** A limit as its key: `thresholds.latency.critical`. */
export function limitKey({ alert, level }: Limit): string {
  return keyOf(["thresholds", alert, level]);
}

/** An alert fires where the checklist has it, or later by an exemption. Whether that counts is judged. */
export const withinLimits = rule<{
  readonly thresholds: Thresholds;
  readonly exemptions: readonly { readonly item: string }[];
}>(["thresholds", "exemptions"], ({ thresholds, exemptions }) =>
  beyondLimits(thresholds)
    .filter(({ item }) => !exemptions.some((one) => one.item === item))
    .map((limit) => ({
      path: ["thresholds", limit.alert, limit.level],
      allowed: atMost(limit.most, UNITS[limit.alert], looserBy(limit)),
    })),
);

function limitOf(alert: Limit["alert"], level: Limit["level"]): Limit {
  const problem = LIMITS.find((one) => one.alert === alert && one.level === level);
  if (!problem) throw new Error(`no limit of ${alert}.${level}`);
  return problem;
}

/** An alert warns before it is critical. */
export const warnsFirst = rule<{ readonly thresholds: Thresholds }>(
  ["thresholds"],
  ({ thresholds }) =>
    (Object.keys(thresholds) as (keyof Thresholds)[])
      .filter((name) => name !== "certificateDays")
      .flatMap((name) => {
        const { warning, critical } = thresholds[name];
        const [isFirst, side, place] =
          name === "checkouts"
            ? [warning > critical, "more", "above"]
            : [warning < critical, "less", "below"];
        if (isFirst) return [];
        return {
          path: ["thresholds", name],
          problem: `has a warning that is not ${place} critical`,
          allowed: `a warning ${side} than critical; ${whose(name)} stands where one is left out`,
        };
      }),
);

function whose(name: string): string {
  return ["errorRate", "latency", "latencyRatio"].includes(name) ? CHECKLIST : "the default";
}
