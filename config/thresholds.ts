import { z } from "zod";
import { atLeast, upTo } from "./kinds.ts";
import { rule } from "./rule.ts";
import { worded } from "./words.ts";

/** Where an alert warns and where it is critical: as here, or lower. */
function above(warning: number, critical: number, unit: string, whose = "the default") {
  const block = z.strictObject({
    warning: upTo(warning, unit, whose).default(warning),
    critical: upTo(critical, unit, whose).default(critical),
  });
  return levels(block, warning, critical);
}

/** The same for what must not sink: as here, or higher. */
function below(warning: number, critical: number, most: number, unit: string) {
  const block = z.strictObject({
    warning: atLeast(warning, most, unit).default(warning),
    critical: atLeast(critical, most, unit).default(critical),
  });
  return levels(block, warning, critical);
}

function levels<S extends z.ZodObject>(block: S, warning: number, critical: number) {
  return worded(block, {
    allowed: "a block of warning, critical",
    example: { warning: String(warning), critical: String(critical) },
  }).prefault({} as z.input<S>);
}

const CHECKLIST = "the checklist's";

/** Where alerts fire. */
export const thresholds = z
  .strictObject({
    /** Failed requests in percent: warning 1, critical 5. */
    errorRate: above(1, 5, "percent", CHECKLIST),
    /** The slower requests in milliseconds: warning 200, critical 500. */
    latency: above(200, 500, "milliseconds", CHECKLIST),
    /** How many times as slow as stable the canary is: warning 1.5, critical 2. */
    latencyRatio: above(1.5, 2, "times stable's", CHECKLIST),
    /** The slower database queries in milliseconds: warning 100, critical 250. */
    databaseQuery: above(100, 250, "milliseconds"),
    /** The slower Redis commands in milliseconds: warning 20, critical 100. */
    redisCommand: above(20, 100, "milliseconds"),
    /** Connections in use, of the database and of Redis, in percent: warning 80, critical 90. */
    connections: above(80, 90, "percent"),
    /** CPU in use, of the database and of the app, in percent: warning 80, critical 90. */
    cpu: above(80, 90, "percent"),
    /** Memory in use, of Redis and of the app, in percent: warning 80, critical 90. */
    memory: above(80, 90, "percent"),
    /** Failed calls to third parties in percent: warning 1, critical 5. */
    thirdParties: above(1, 5, "percent"),
    /** Failed payments in percent: warning 1, critical 5. */
    payments: above(1, 5, "percent"),
    /** Checkouts that became an order, in percent; below these. Warning 50, critical 30. */
    checkouts: below(50, 30, 100, "percent"),
    /** Days that a certificate must still be good for: 20. */
    certificateDays: atLeast(20, 90, "days").default(20),
  })
  .prefault({});

type Thresholds = z.output<typeof thresholds>;

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
          found: `has a warning that is not ${place} critical`,
          allowed: `a warning ${side} than critical; ${whose(name)} stands where one is left out`,
        };
      }),
);

function whose(name: string): string {
  return ["errorRate", "latency", "latencyRatio"].includes(name) ? CHECKLIST : "the default";
}
