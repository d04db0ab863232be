import { z } from "zod";
import { MIXED } from "../store/draw.ts";
import type { ResourceType } from "../resourceType.ts";

/** A processor is of one kind. */
const processor = z
  .looseObject({})
  .refine((given) => Object.keys(given).length === 1, { error: "a processor is of one kind" });

const inputs = z.object({
  name: z.string(),
  filters: z.array(z.strictObject({ query: z.string() })).min(1),
  processors: z.array(processor).optional(),
});

type Inputs = z.infer<typeof inputs>;

/** What Datadog does with logs before it keeps them. It is given none here. */
export const logsCustomPipeline: ResourceType<Inputs> = {
  token: "datadog:index/logsCustomPipeline:LogsCustomPipeline",
  inputs,
  identify: (_, draw) => draw("id", 22, MIXED),
};
