import type { ProjectEnvironmentVariableArgs } from "@pulumiverse/vercel/projectEnvironmentVariable.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { MIXED } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { unknownProject } from "./project.ts";

const fields = z.strictObject({
  projectId: z.string(),
  key: z.string(),
  sensitive: z.boolean(),
  value: z.string().optional(),
  valueWo: z.string().optional(),
  targets: z.array(z.enum(["production", "preview", "development"])).optional(),
  gitBranch: z.string().optional(),
  teamId: z.string().optional(),
  ...kept("comment", "customEnvironmentIds"),
} satisfies Record<keyof ProjectEnvironmentVariableArgs, z.ZodType>);

const inputs = fields
  .refine(({ value, valueWo }) => (value === undefined) !== (valueWo === undefined), {
    path: ["value"],
    error: "one of value and valueWo is needed, and not both",
  })
  .refine(({ targets, customEnvironmentIds }) => targets ?? customEnvironmentIds, {
    path: ["targets"],
    error: "targets or customEnvironmentIds is needed",
  });

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  inputs,
};

/** An environment variable of a project at Vercel. Its value is kept in plain, a sensitive one too. */
export const projectEnvironmentVariable: ResourceType<Inputs> = {
  ...kind,
  immutable: ["projectId", "key", "teamId"],
  computed: [],
  identify: (_, draw) => draw("id", 16, MIXED),
  outputs: () => ({}),
  refuses: (proposed, held) =>
    unknownProject(proposed.inputs.projectId, held) ?? keyTaken(proposed, held),
};

/** One key, once for each target: https://github.com/vercel/vercel/issues/16588 */
function keyTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { projectId, key, gitBranch, targets = [] } = inputs;
  const taken = held
    .of(kind)
    .filter((one) => one.id !== id && one.outputs.projectId === projectId)
    .filter(({ outputs }) => outputs.key === key && outputs.gitBranch === gitBranch)
    .flatMap(({ outputs }) => outputs.targets ?? [])
    .find((target) => targets.includes(target));
  if (taken === undefined) return undefined;
  const where = `the target ${taken} on branch ${String(gitBranch)}`;
  const why = `A variable with the name \`${key}\` already exists for ${where}`;
  return apiError("project environment variable", id, "ENV_CONFLICT", why);
}
