import { z } from "zod";
import type { Held, HeldResource, Proposed, ResourceType } from "../resourceType.ts";
import { MIXED, type Draw } from "../store/draw.ts";
import { unknownProject } from "./project.ts";

const inputs = z.object({
  projectId: z.string(),
  secret: z
    .string()
    .regex(/^[a-zA-Z0-9]{32}$/)
    .optional(),
  note: z.string().max(100).optional(),
  isEnvVar: z.boolean().optional(),
});

type Inputs = z.infer<typeof inputs>;

/**
 * A secret by which automation bypasses a project's protection; a project may have several, of which one
 * is in its deployments' environment. As with the real provider, the id holds the secret.
 * https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection/protection-bypass-automation
 */
export const projectProtectionBypass: ResourceType<Inputs> = {
  token: "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
  inputs,
  immutable: ["projectId", "teamId", "secret"],
  identify: (inputs, draw) => `${inputs.projectId}/${secretOf(inputs, draw)}`,
  adds: {
    createdAt: (_, { created }) => Date.parse(created),
    createdBy: () => "rehearsal",
    isEnvVar: ({ isEnvVar }, { before }) => isEnvVar ?? before?.["isEnvVar"] ?? false,
    scope: () => "automation-bypass",
    secret: (inputs, { draw }) => secretOf(inputs, draw),
  },
  refuses: (proposed, held) =>
    unknownProject(proposed.inputs.projectId, held) ?? onlyOne(proposed, held),
  settles: (bypass, held) => {
    const isEnvVar = defaultOf(siblings(bypass.outputs, held))?.id === bypass.id;
    return isEnvVar === bypass.outputs.isEnvVar ? undefined : { isEnvVar };
  },
};

function secretOf({ secret }: Inputs, draw: Draw): string {
  return secret ?? draw("secret", 32, MIXED);
}

function siblings({ projectId }: Inputs, held: Held, except?: string): HeldResource<Inputs>[] {
  return held
    .of(projectProtectionBypass, except)
    .filter(({ outputs }) => outputs.projectId === projectId);
}

/** The one that was last made the default; else the first: a project with any has one. */
function defaultOf(all: readonly HeldResource<Inputs>[]): HeldResource<Inputs> | undefined {
  const marked = all.filter(({ outputs }) => outputs.isEnvVar === true).toReversed();
  const [last] = marked.toSorted((one, other) => other.modified.localeCompare(one.modified));
  return last ?? all[0];
}

/** The provider's own words: https://github.com/vercel/terraform-provider-vercel/blob/main/vercel/resource_project_protection_bypass.go */
function onlyOne({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const others = siblings(inputs, held, id);
  if (inputs.isEnvVar !== false || others.length > 0) return undefined;
  return "Vercel requires exactly one bypass per project to have is_env_var = true, and this is currently the only bypass on the project.";
}
