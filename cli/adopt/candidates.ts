import { z } from "zod";
import { json } from "../json.ts";
import { UNKNOWN } from "../review/values.ts";
import { nameOf } from "../state.ts";

/** A resource that the program declares and the state does not have yet. */
export interface Candidate {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** As the program declares them; without what is known only after the update; inside a list it is `UNKNOWN`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A step of a preview, as its event log has it: https://pkg.go.dev/github.com/pulumi/pulumi/sdk/v3/go/common/apitype#StepEventMetadata */
const event = z.object({
  resourcePreEvent: z.object({
    metadata: z.object({
      op: z.literal("create"),
      urn: z.string(),
      type: z.string(),
      new: z.object({ inputs: z.record(z.string(), z.unknown()).default({}) }),
    }),
  }),
});

/** What a preview would create, from its event log. */
export function candidatesIn(eventLog: string): Candidate[] {
  return eventLog.split("\n").flatMap((line): Candidate[] => {
    const { data } = event.safeParse(json(line));
    if (!data) return [];
    const { type, urn, new: fresh } = data.resourcePreEvent.metadata;
    const inputs = Object.entries(fresh.inputs).filter(([, value]) => value !== UNKNOWN);
    return [{ type, urn, name: nameOf(urn), inputs: Object.fromEntries(inputs) }];
  });
}

/** A text among a candidate's inputs; undefined where it is none, or not known yet. */
export function textIn({ inputs }: Candidate, name: string): string | undefined {
  const value = inputs[name];
  return typeof value === "string" ? value : undefined;
}
