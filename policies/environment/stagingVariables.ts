import { z } from "zod";
import { worded } from "../../config/messages.ts";
import type { StagingConfig } from "../../config.ts";
import { stackPolicy } from "../lib/policy.ts";
import { variablesOf, type Variable } from "../lib/variables.ts";

export default stackPolicy({
  name: "staging-variables",
  level: "mandatory",
  severity: "high",
  description: "Staging has the app's environment variables, each with a value.",
  remediation: "Set them under variables, and by pulumi config set --secret.",
  settings: {
    /** The names that must be there. */
    required: worded(z.array(z.string()), {
      allowed: 'a list of names, such as ["DATABASE_URL"]',
      example: ["DATABASE_URL"],
    }),
  },
  judge: ({ config, resources, settings }) => {
    if (config.environment !== "staging") return [];
    const variables = variablesOf(resources);
    const required = (settings["required"] ?? []) as readonly string[];
    return [
      ...(variables.length === 0 ? ["staging has no environment variable"] : []),
      ...required
        .filter((name) => !variables.some(({ key }) => key === name))
        .map((name) => `staging has no ${name}`),
      ...variables.filter(({ value }) => value.trim() === "").map(({ key }) => `${key} is empty`),
      ...variables
        .filter((variable) => !isOf(config.vercel, variable))
        .map(({ key }) => `${key} is not for the deployments that staging serves`),
    ];
  },
});

/** Whether the deployments that staging serves have a variable. */
function isOf(
  { branch, environment }: StagingConfig["vercel"],
  variable: Pick<Variable, "targets" | "branch" | "custom">,
): boolean {
  if (environment !== undefined) return variable.custom;
  if (branch === undefined) return variable.targets.includes("production");
  return variable.targets.includes("preview") && ["", branch].includes(variable.branch);
}
