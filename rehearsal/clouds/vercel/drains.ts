import { z } from "zod";
import { MIXED } from "../store/draw.ts";
import type { Held, ResourceType } from "../resourceType.ts";
import { unknownProject } from "./project.ts";

const shared = {
  endpoint: z.url({ protocol: /^https?$/ }),
  projectIds: z.array(z.string()).optional(),
  secret: z.string().optional(),
};

const logInputs = z.object({
  ...shared,
  deliveryFormat: z.enum(["json", "ndjson"]),
  environments: z.array(z.enum(["production", "preview"])).min(1),
  sources: z
    .array(z.enum(["static", "edge", "external", "build", "lambda", "firewall", "redirect"]))
    .min(1),
  samplingRate: z.number().min(0).max(1).optional(),
});

/** Where Vercel sends logs: https://vercel.com/docs/drains/reference/logs. Nothing is sent here. */
export const logDrain: ResourceType<z.infer<typeof logInputs>> = {
  ...drain("vercel:index/logDrain:LogDrain", logInputs),
  // The provider has no update of it: a change makes it anew.
  immutable: [...logInputs.keyof().options, "headers", "name", "teamId"],
  identify: (_, draw) => `ld_${draw("id", 16, MIXED)}`,
};

const traceInputs = z.object({ ...shared, deliveryFormat: z.enum(["json", "proto"]) });

/** Where Vercel sends traces: https://vercel.com/docs/drains/reference/traces. Nothing is sent here. */
export const traceDrain = drain("vercel:index/traceDrain:TraceDrain", traceInputs);

interface Drain {
  readonly projectIds?: readonly string[] | undefined;
  readonly secret?: string | undefined;
}

function drain<I extends Drain>(token: string, inputs: ResourceType<I>["inputs"]): ResourceType<I> {
  return {
    token,
    inputs,
    identify: (_, draw) => `drn_${draw("id", 32)}`,
    adds: { secret: ({ secret }, { draw }) => secret ?? draw("secret", 32) },
    refuses: ({ inputs }, held) => unknownProjects(inputs.projectIds, held),
  };
}

/** A guess: as for what the provider reads the project of. */
function unknownProjects(ids: readonly string[] = [], held: Held): string | undefined {
  return ids.map((id) => unknownProject(id, held)).find((error) => error !== undefined);
}
