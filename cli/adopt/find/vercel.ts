import { UNKNOWN } from "../../review/values.ts";
import { textIn, type Candidate } from "../candidates.ts";
import { listsOnce, type FinderArgs, type Finders } from "./finder.ts";

const PROJECT = "vercel:index/project:Project";
const ENVIRONMENT = "vercel:index/customEnvironment:CustomEnvironment";

/**
 * Finds a project by its name, and what is of it. Ids have the team in front where one owns the project:
 * https://www.pulumi.com/registry/packages/vercel/api-docs/project/#import
 */
export function vercelFinders({ candidates, accounts, team }: FinderArgs): Finders {
  const listed = listsOnce();
  const ofTeam = (...parts: readonly string[]) =>
    [team, ...parts].filter((part) => part !== undefined).join("/");
  /** The project that the program declares; undefined where it is to be created, or the state has it. */
  const declared = (): Promise<string | undefined> =>
    listed("project", async () => {
      const candidate = candidates.find(({ type }) => type === PROJECT);
      const name = candidate && textIn(candidate, "name");
      if (name === undefined) return undefined;
      return (await (await accounts.vercel()).project(name))?.id;
    });
  /** The custom environment that the program declares; undefined where there is none, or it is to be created. */
  const environmentIn = async (projectId: string) => {
    const candidate = candidates.find(({ type }) => type === ENVIRONMENT);
    const name = candidate && textIn(candidate, "name");
    if (name === undefined) return undefined;
    const vercel = await accounts.vercel();
    const all = await listed(`environments ${projectId}`, () => vercel.environments(projectId));
    return all.find(({ slug }) => slug === name);
  };
  const projectOf = async (candidate: Candidate) =>
    textIn(candidate, "projectId") ?? (await declared());

  return {
    [PROJECT]: async () => {
      const id = await declared();
      return id === undefined ? undefined : { id: ofTeam(id) };
    },

    "vercel:index/projectDomain:ProjectDomain": async (candidate) => {
      const domain = textIn(candidate, "domain");
      const projectId = await projectOf(candidate);
      if (projectId === undefined || domain === undefined) return undefined;
      const vercel = await accounts.vercel();
      const all = await listed(`domains ${projectId}`, () => vercel.domains(projectId));
      const match = all.find(({ name }) => name === domain);
      if (!match) return undefined;
      return typeof match.redirect === "string"
        ? {
            fault: `${domain} redirects to ${match.redirect} at Vercel: name the host that serves the app, or take the redirect away`,
          }
        : { id: ofTeam(projectId, domain) };
    },

    "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable": async (candidate) => {
      const key = textIn(candidate, "key");
      const projectId = await projectOf(candidate);
      if (projectId === undefined || key === undefined) return undefined;
      const vercel = await accounts.vercel();
      const all = await listed(`variables ${projectId}`, () => vercel.variables(projectId));
      const wanted = ["targets", "customEnvironmentIds"].flatMap((name) => {
        const value = candidate.inputs[name];
        return Array.isArray(value) ? value.map(String) : [];
      });
      // The preview does not know the id of an environment that is imported too: Vercel does.
      const environment = wanted.includes(UNKNOWN) ? await environmentIn(projectId) : undefined;
      if (environment) wanted.push(environment.id);
      const match = all.find(
        (one) =>
          one.key === key &&
          one.branch === textIn(candidate, "gitBranch") &&
          one.targets.some((target) => wanted.includes(target)),
      );
      if (!match) return undefined;
      const others = match.targets.filter((target) => !wanted.includes(target));
      return others.length > 0
        ? {
            fault: `the variable ${key} is for ${match.targets.join(", ")} at Vercel, and would be taken from ${others.join(", ")}: make one of each there, or leave it out of the stack file`,
          }
        : { id: ofTeam(projectId, match.id) };
    },

    [ENVIRONMENT]: async (candidate) => {
      const projectId = await projectOf(candidate);
      if (projectId === undefined) return undefined;
      const environment = await environmentIn(projectId);
      return environment && { id: ofTeam(projectId, environment.slug) };
    },
  };
}
