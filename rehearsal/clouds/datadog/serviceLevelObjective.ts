import { z } from "zod";
import type { Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const timeframe = z.enum(["7d", "30d", "90d", "custom"]);

const inputs = z.object({
  name: z.string(),
  type: z.enum(["metric", "monitor", "time_slice"]),
  thresholds: z
    .array(z.object({ timeframe, target: z.number(), warning: z.number().optional() }))
    .min(1),
  query: z.strictObject({ numerator: z.string(), denominator: z.string() }).optional(),
  monitorIds: z.array(z.int()).optional(),
  timeframe: timeframe.optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A service level objective of Datadog. */
export const serviceLevelObjective: ResourceType<Inputs> = {
  token: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  inputs,
  immutable: ["type"],
  identify: (_, draw) => draw("id", 32),
  refuses: ({ id, inputs }: Proposed<Inputs>) => {
    const error = outOfRange(inputs) ?? nothingMeasured(inputs);
    return error && badRequest("service level objective", id, error);
  },
};

/** https://docs.datadoghq.com/api/latest/service-level-objectives/#create-an-slo-object */
function outOfRange({ thresholds }: Inputs): string | undefined {
  for (const { target, warning } of thresholds) {
    if (target <= 0 || target >= 100) return `Invalid target ${target}`;
    if (warning !== undefined && warning <= target) {
      return `Warning threshold ${warning} must be greater than target ${target}`;
    }
  }
  return undefined;
}

/** https://docs.datadoghq.com/api/latest/service-level-objectives/#create-an-slo-object, monitor_ids */
function nothingMeasured({ type, query, monitorIds }: Inputs): string | undefined {
  if (type === "metric" && !query) return "Metric SLO must have a query";
  return type === "monitor" && !monitorIds?.length
    ? "Monitor SLO must have monitor ids"
    : undefined;
}
