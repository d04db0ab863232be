import { z } from "zod";
import { MIXED } from "../store/draw.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { importId } from "./importId.ts";
import { unknownEnvironment } from "./customEnvironment.ts";
import { unknownProject } from "./project.ts";

const fields = z.object({
  projectId: z.string(),
  key: z.string(),
  sensitive: z.boolean(),
  value: z.string().optional(),
  valueWo: z.string().optional(),
  targets: z.array(z.enum(["production", "preview", "development"])).optional(),
  gitBranch: z.string().optional(),
  customEnvironmentIds: z.array(z.string()).optional(),
});

const inputs = fields
  .refine(({ value, valueWo }) => (value === undefined) !== (valueWo === undefined), {
    path: ["value"],
    error: "one of value and valueWo is needed, and not both",
  })
  .refine(({ targets, customEnvironmentIds }) => targets ?? customEnvironmentIds, {
    path: ["targets"],
    error: "targets or customEnvironmentIds is needed",
  })
  // https://vercel.com/docs/cli/env: a branch is named of preview alone.
  .refine(({ targets, gitBranch }) => gitBranch === undefined || targets?.join() === "preview", {
    path: ["targets"],
    error: "target must be preview where gitBranch is named",
  });

type Inputs = z.infer<typeof inputs>;

/** An environment variable of a project at Vercel. Its value is kept in plain, a sensitive one too. */
export const projectEnvironmentVariable: ResourceType<Inputs> = {
  token: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  inputs,
  immutable: ["projectId", "key", "teamId"],
  identify: (_, draw) => draw("id", 16, MIXED),
  imports: (id, held) => {
    const { projectId, own } = importId(id);
    return held
      .of(projectEnvironmentVariable)
      .find((one) => one.outputs.projectId === projectId && one.id === own)?.id;
  },
  refuses: (proposed, held) =>
    unknownProject(proposed.inputs.projectId, held) ??
    noSuchEnvironment(proposed, held) ??
    keyTaken(proposed, held),
};

/** A guess: see unknownEnvironment. */
function noSuchEnvironment({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const why = unknownEnvironment(inputs.projectId, inputs.customEnvironmentIds ?? [], held);
  return (
    why &&
    `Could not ${id ? "update" : "create"} project environment variable, unexpected error: ${why}`
  );
}

/** One key, once for each target and custom environment: https://github.com/vercel/vercel/issues/16588 */
function keyTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { projectId, key, gitBranch } = inputs;
  const own = placesOf(inputs);
  const taken = held
    .of(projectEnvironmentVariable, id)
    .filter(({ outputs }) => outputs.projectId === projectId)
    .filter(({ outputs }) => outputs.key === key && outputs.gitBranch === gitBranch)
    .flatMap(({ outputs }) => placesOf(outputs))
    .find((place) => own.includes(place));
  if (taken === undefined) return undefined;
  const where = `the target ${taken} on branch ${String(gitBranch)}`;
  const why = `A variable with the name \`${key}\` already exists for ${where}`;
  return apiError("project environment variable", id, "ENV_CONFLICT", why);
}

function placesOf({ targets = [], customEnvironmentIds = [] }: Inputs): string[] {
  return [...targets, ...customEnvironmentIds];
}
