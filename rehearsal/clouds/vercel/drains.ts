import type { LogDrainArgs } from "@pulumiverse/vercel/logDrain.js";
import type { TraceDrainArgs } from "@pulumiverse/vercel/traceDrain.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { MIXED } from "../store/draw.ts";
import type { Held, Kind, ResourceType } from "../resourceType.ts";
import { unknownProject } from "./project.ts";

const headers = z.record(z.string(), z.string()).optional();
const projectIds = z.array(z.string()).optional();
const text = z.string().optional();

const logInputs = z.strictObject({
  deliveryFormat: z.enum(["json", "ndjson"]),
  endpoint: z.url({ protocol: /^https?$/ }),
  environments: z.array(z.enum(["production", "preview"])).min(1),
  sources: z
    .array(z.enum(["static", "edge", "external", "build", "lambda", "firewall", "redirect"]))
    .min(1),
  samplingRate: z.number().min(0).max(1).optional(),
  headers,
  projectIds,
  name: text,
  secret: text,
  teamId: text,
} satisfies Record<keyof LogDrainArgs, z.ZodType>);

const traceInputs = z.strictObject({
  deliveryFormat: z.enum(["json", "proto"]),
  endpoint: z.url({ protocol: /^https?$/ }),
  headers,
  projectIds,
  name: text,
  secret: text,
  teamId: text,
  ...kept("samplingRules"),
} satisfies Record<keyof TraceDrainArgs, z.ZodType>);

type Log = z.infer<typeof logInputs>;
type Trace = z.infer<typeof traceInputs>;

const logKind: Kind<Log> = { token: "vercel:index/logDrain:LogDrain", inputs: logInputs };
const traceKind: Kind<Trace> = { token: "vercel:index/traceDrain:TraceDrain", inputs: traceInputs };

/** Where Vercel sends logs: https://vercel.com/docs/drains/reference/logs. Nothing is sent here. */
export const logDrain: ResourceType<Log> = {
  ...logKind,
  // The provider has no update of it: a change makes it anew.
  immutable: logInputs.keyof().options,
  computed: ["secret"],
  identify: (_, draw) => `ld_${draw("id", 16, MIXED)}`,
  outputs: ({ secret }, { draw }) => ({ secret: secret ?? draw("secret", 32) }),
  refuses: ({ inputs }, held) => unknownProjects(inputs, held),
};

/** Where Vercel sends traces: https://vercel.com/docs/drains/reference/traces. Nothing is sent here. */
export const traceDrain: ResourceType<Trace> = {
  ...traceKind,
  computed: ["secret"],
  identify: (_, draw) => `drn_${draw("id", 32)}`,
  outputs: ({ secret }, { draw }) => ({ secret: secret ?? draw("secret", 32) }),
  refuses: ({ inputs }, held) => unknownProjects(inputs, held),
};

function unknownProjects({ projectIds }: Log | Trace, held: Held): string | undefined {
  return projectIds?.map((id) => unknownProject(id, held)).find((error) => error !== undefined);
}
