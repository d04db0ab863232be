import { resourceType, type Cloud } from "../resourceType.ts";
import { alias, getAlias } from "./alias.ts";
import { customEnvironment } from "./customEnvironment.ts";
import { logDrain, traceDrain } from "./drains.ts";
import { wording } from "./failures.ts";
import { getProject, project } from "./project.ts";
import { projectDeploymentRetention } from "./projectDeploymentRetention.ts";
import { projectDomain } from "./projectDomain.ts";
import { projectEnvironmentVariable } from "./projectEnvironmentVariable.ts";
import { projectProtectionBypass } from "./projectProtectionBypass.ts";

/** Vercel: projects, their environments, domains and variables, aliases, drains, retention and access. */
export const vercel: Cloud = {
  name: "vercel",
  sdk: "@pulumiverse/vercel",
  types: [
    resourceType(project),
    resourceType(customEnvironment),
    resourceType(projectDomain),
    resourceType(alias),
    resourceType(projectEnvironmentVariable),
    resourceType(logDrain),
    resourceType(traceDrain),
    resourceType(projectDeploymentRetention),
    resourceType(projectProtectionBypass),
  ],
  functions: [getAlias, getProject],
  wording,
};
