import type { ServiceLevelObjectiveArgs } from "@pulumi/datadog/serviceLevelObjective.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const timeframe = z.enum(["7d", "30d", "90d", "custom"]);

const inputs = z.strictObject({
  name: z.string(),
  type: z.enum(["metric", "monitor", "time_slice"]),
  thresholds: z
    .array(
      z.strictObject({
        timeframe,
        target: z.number(),
        warning: z.number().optional(),
        targetDisplay: z.string().optional(),
        warningDisplay: z.string().optional(),
      }),
    )
    .min(1),
  query: z.strictObject({ numerator: z.string(), denominator: z.string() }).optional(),
  monitorIds: z.array(z.int()).optional(),
  timeframe: timeframe.optional(),
  targetThreshold: z.number().optional(),
  warningThreshold: z.number().optional(),
  tags: z.array(z.string()).optional(),
  description: z.string().optional(),
  ...kept("forceDelete", "groups", "ignoreTagKeys", "sliSpecification", "validate"),
} satisfies Record<keyof ServiceLevelObjectiveArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  inputs,
};

/** A service level objective of Datadog. */
export const serviceLevelObjective: ResourceType<Inputs> = {
  ...kind,
  immutable: ["type"],
  computed: [],
  identify: (_, draw) => draw("id", 32),
  outputs: () => ({}),
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

function nothingMeasured({ type, query, monitorIds }: Inputs): string | undefined {
  if (type === "metric" && !query) return "Metric SLO must have a query";
  return type === "monitor" && !monitorIds?.length
    ? "Monitor SLO must have monitor ids"
    : undefined;
}
