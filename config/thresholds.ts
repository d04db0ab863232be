import { z } from "zod";
import { upTo } from "./kinds.ts";
import { rule } from "./rule.ts";
import { worded } from "./words.ts";

/** Where an alert warns and where it is critical: the checklist's, or lower. */
function alert(warning: number, critical: number, unit: string) {
  const block = z.strictObject({
    warning: upTo(warning, unit).default(warning),
    critical: upTo(critical, unit).default(critical),
  });
  return worded(block, {
    allowed: "a block of warning, critical",
    example: { warning: String(warning), critical: String(critical) },
  }).default({ warning, critical });
}

/** Where alerts fire. */
export const thresholds = z
  .strictObject({
    /** Failed requests in percent: warning 1, critical 5. */
    errorRate: alert(1, 5, "percent"),
    /** The slower requests in milliseconds: warning 200, critical 500. */
    latency: alert(200, 500, "milliseconds"),
  })
  .prefault({});

type Alert = Readonly<Record<"warning" | "critical", number>>;

/** An alert warns before it is critical. */
export const warnsFirst = rule<{
  readonly thresholds: { readonly errorRate: Alert; readonly latency: Alert };
}>(["thresholds"], ({ thresholds }) =>
  (["errorRate", "latency"] as const)
    .filter((name) => thresholds[name].warning >= thresholds[name].critical)
    .map((name) => ({
      path: ["thresholds", name],
      found: "has a warning that is not below critical",
      allowed: "a warning less than critical; the checklist's stands where one is left out",
    })),
);
