import { resourceType, type Cloud } from "../resourceType.ts";
import { alias } from "./alias.ts";
import { logDrain, traceDrain } from "./drains.ts";
import { wording } from "./failures.ts";
import { project } from "./project.ts";
import { projectDomain } from "./projectDomain.ts";
import { projectEnvironmentVariable } from "./projectEnvironmentVariable.ts";

/** Vercel: projects, their domains and variables, aliases, and drains. */
export const vercel: Cloud = {
  name: "vercel",
  sdk: "@pulumiverse/vercel",
  types: [
    resourceType(project),
    resourceType(projectDomain),
    resourceType(alias),
    resourceType(projectEnvironmentVariable),
    resourceType(logDrain),
    resourceType(traceDrain),
  ],
  wording,
};
