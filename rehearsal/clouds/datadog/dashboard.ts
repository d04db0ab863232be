import type { DashboardArgs } from "@pulumi/datadog/dashboard.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { LOWER } from "../store/draw.ts";
import type { Kind, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

/** A widget is what its one definition says. */
const widget = z
  .looseObject({})
  .refine((given) => Object.keys(given).filter((key) => key.endsWith("Definition")).length === 1, {
    error: "a widget has one definition",
  });

const inputs = z.strictObject({
  title: z.string(),
  layoutType: z.enum(["ordered", "free"]),
  reflowType: z.enum(["auto", "fixed"]).optional(),
  description: z.string().optional(),
  widgets: z.array(widget).optional(),
  tags: z.array(z.string()).max(5).optional(),
  templateVariables: z
    .array(
      z.strictObject({
        name: z.string(),
        prefix: z.string().optional(),
        default: z.string().optional(),
        defaults: z.array(z.string()).optional(),
        availableValues: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  url: z.string().optional(),
  ...kept(
    "dashboardLists",
    "isReadOnly",
    "notifyLists",
    "restrictedRoles",
    "tabs",
    "templateVariablePresets",
  ),
} satisfies Record<keyof DashboardArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = { token: "datadog:index/dashboard:Dashboard", inputs };

/** A dashboard of Datadog. */
export const dashboard: ResourceType<Inputs> = {
  ...kind,
  immutable: ["layoutType"],
  computed: ["url"],
  // `abc-def-ghi`
  identify: (_, draw) => [1, 2, 3].map((part) => draw(`id ${part}`, 3, LOWER)).join("-"),
  outputs: ({ url }, { id }) => ({ url: url ?? `/dashboard/${id}` }),
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

function reflowed({ layoutType, reflowType }: Inputs): string | undefined {
  return layoutType === "free" && reflowType !== undefined
    ? "reflow_type is only for ordered dashboards"
    : undefined;
}
