import { z } from "zod";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest, conflict } from "./failures.ts";

const inputs = z.object({
  name: z.string(),
  compute: z.strictObject({
    aggregationType: z.enum(["count", "distribution"]),
    path: z.string().optional(),
    includePercentiles: z.boolean().optional(),
  }),
  filter: z.strictObject({ query: z.string() }),
  groupBies: z.array(z.strictObject({ path: z.string(), tagName: z.string() })).optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A metric that Datadog makes from logs. Its name is its id. */
export const logsMetric: ResourceType<Inputs> = {
  token: "datadog:index/logsMetric:LogsMetric",
  inputs,
  // https://docs.datadoghq.com/api/latest/logs-metrics/#update-a-log-based-metric
  immutable: ["name"],
  identify: ({ name }) => name,
  refuses: (proposed, held) => {
    const wrong = wrongCompute(proposed.inputs);
    const taken = nameTaken(proposed, held);
    if (wrong) return badRequest("logs metric", proposed.id, wrong);
    return taken && conflict("logs metric", proposed.id, taken);
  },
};

/** https://docs.datadoghq.com/api/latest/logs-metrics/#create-a-log-based-metric */
function wrongCompute({ compute }: Inputs): string | undefined {
  const measures = compute.aggregationType === "distribution";
  if (measures === (compute.path !== undefined)) return undefined;
  return measures ? "compute.path is required for distribution" : "compute.path is not for count";
}

/** 409: https://docs.datadoghq.com/api/latest/logs-metrics/#create-a-log-based-metric */
function nameTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const taken = held.of(logsMetric, id).some((one) => one.id === inputs.name);
  return taken ? `Metric with name ${inputs.name} already exists` : undefined;
}
