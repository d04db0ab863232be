import { z } from "zod";
import { LOWER } from "../store/draw.ts";
import type { Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

/** A widget is what its one definition says. */
const widget = z
  .looseObject({})
  .refine((given) => Object.keys(given).filter((key) => key.endsWith("Definition")).length === 1, {
    error: "a widget has one definition",
  });

const inputs = z.object({
  title: z.string(),
  layoutType: z.enum(["ordered", "free"]),
  reflowType: z.enum(["auto", "fixed"]).optional(),
  widgets: z.array(widget).optional(),
  tags: z.array(z.string()).max(5).optional(),
  templateVariables: z.array(z.object({ name: z.string() })).optional(),
  url: z.string().optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A dashboard of Datadog. */
export const dashboard: ResourceType<Inputs> = {
  token: "datadog:index/dashboard:Dashboard",
  inputs,
  immutable: ["layoutType"],
  // `abc-def-ghi`
  identify: (_, draw) => [1, 2, 3].map((part) => draw(`id ${part}`, 3, LOWER)).join("-"),
  adds: { url: ({ url }, { id }) => url ?? `/dashboard/${id}` },
  refuses: ({ id, inputs }: Proposed<Inputs>) => {
    const error = otherTags(inputs) ?? reflowed(inputs);
    return error && badRequest("dashboard", id, error);
  },
};

/** https://docs.datadoghq.com/api/latest/dashboards/#create-a-new-dashboard */
function otherTags({ tags }: Inputs): string | undefined {
  return tags?.every((tag) => tag.startsWith("team:")) === false
    ? "Only tags in the form team:<name> are supported"
    : undefined;
}

/** https://docs.datadoghq.com/api/latest/dashboards/#create-a-new-dashboard, reflow_type */
function reflowed({ layoutType, reflowType }: Inputs): string | undefined {
  return layoutType === "free" && reflowType !== undefined
    ? "reflow_type is only for ordered dashboards"
    : undefined;
}
