import type { LogsCustomPipelineArgs } from "@pulumi/datadog/logsCustomPipeline.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { MIXED } from "../store/draw.ts";
import type { Kind, ResourceType } from "../resourceType.ts";

/** A processor is of one kind. */
const processor = z
  .looseObject({})
  .refine((given) => Object.keys(given).length === 1, { error: "a processor is of one kind" });

const inputs = z.strictObject({
  name: z.string(),
  isEnabled: z.boolean().optional(),
  filters: z.array(z.strictObject({ query: z.string() })).min(1),
  processors: z.array(processor).optional(),
  ...kept("description", "tags"),
} satisfies Record<keyof LogsCustomPipelineArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "datadog:index/logsCustomPipeline:LogsCustomPipeline",
  inputs,
};

/** What Datadog does with logs before it keeps them. It is given none here. */
export const logsCustomPipeline: ResourceType<Inputs> = {
  ...kind,
  computed: [],
  identify: (_, draw) => draw("id", 22, MIXED),
  outputs: () => ({}),
};
