import type { TeamArgs } from "@pulumi/datadog/team.js";
import { z } from "zod";
import { uuid } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest, conflict } from "./failures.ts";

const inputs = z.strictObject({
  handle: z.string(),
  name: z.string(),
  description: z.string(),
} satisfies Record<keyof TeamArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const teamKind: Kind<Inputs> = { token: "datadog:index/team:Team", inputs };

/** A team of Datadog, with nobody in it. */
export const team: ResourceType<Inputs> = {
  ...teamKind,
  computed: ["linkCount", "summary", "userCount"],
  identify: (_, draw) => uuid(draw),
  outputs: () => ({ linkCount: 0, summary: "", userCount: 0 }),
  refuses: (proposed, held) => tooLong(proposed) ?? handleTaken(proposed, held),
};

/** TeamCreateAttributes: https://docs.datadoghq.com/api/latest/teams/#create-a-team */
function tooLong({ id, inputs }: Proposed<Inputs>): string | undefined {
  if (inputs.handle.length > 195) return badRequest("team", id, "handle: Longer than 195.");
  return inputs.name.length > 200 ? badRequest("team", id, "name: Longer than 200.") : undefined;
}

/** 409: https://docs.datadoghq.com/api/latest/teams/#create-a-team */
function handleTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const taken = held
    .of(teamKind)
    .some((other) => other.id !== id && other.outputs.handle === inputs.handle);
  return taken ? conflict("team", id, `Team handle ${inputs.handle} already exists`) : undefined;
}
