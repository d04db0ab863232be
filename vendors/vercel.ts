import type { VercelCore } from "@vercel/sdk/core.js";
import { z } from "zod";
import type { TokenAccess } from "./environment.ts";
import type { Need } from "./failures.ts";
import { read } from "./vercelCall.ts";

/** Seconds that a call may take, its tries together. */
const PATIENCE = 20;

/**
 * A token reaches what the scope that it was made for reaches: one team, or the whole account; and there
 * what its user's role allows. https://vercel.com/docs/sdk#troubleshooting
 */
const DOCS = "https://vercel.com/docs/accounts/access-tokens";

export interface VercelOptions extends TokenAccess {
  /** The team's id, `team_…`; the token's own account where absent. */
  readonly team?: string | undefined;
}

const team = z.object({ id: z.string(), slug: z.string(), name: z.string().nullish() });
/** A team that the token reaches. */
export type VercelTeam = z.output<typeof team>;

const project = z.object({
  id: z.string(),
  name: z.string(),
  /** The team's id, or the user's where no team owns it. */
  accountId: z.string(),
  framework: z.string().nullish(),
  /** Seconds that a browser may stay with its deployment; 0 or absent is off. */
  skewProtectionMaxAge: z.number().nullish(),
  /** Whether a new production deployment takes the production domains by itself; true where absent. */
  autoAssignCustomDomains: z.boolean().nullish(),
  /** Whether the app's environment has `VERCEL_…` variables. */
  autoExposeSystemEnvs: z.boolean().nullish(),
  /** Which deployments visitors reach after a login at Vercel alone. */
  ssoProtection: z.object({ deploymentType: z.string() }).nullish(),
  passwordProtection: z.object({ deploymentType: z.string() }).nullish(),
  /** The repository that Vercel builds from: `org`/`repo`, or GitLab's `projectNameWithNamespace`. */
  link: z
    .object({
      type: z.string().optional(),
      org: z.string().optional(),
      repo: z.string().optional(),
      projectNameWithNamespace: z.string().optional(),
      productionBranch: z.string().optional(),
    })
    .nullish(),
});
/** A project, as far as a rollout depends on it. */
export type VercelProject = z.output<typeof project>;

const domain = z.object({
  name: z.string(),
  projectId: z.string(),
  verified: z.boolean(),
  /** The host that visitors are sent on to; the domain serves nothing itself then. */
  redirect: z.string().nullish(),
  gitBranch: z.string().nullish(),
  customEnvironmentId: z.string().nullish(),
});
/** A domain of a project. */
export type VercelDomain = z.output<typeof domain>;

const alias = z.object({
  uid: z.string(),
  alias: z.string(),
  deploymentId: z.string().nullish(),
  projectId: z.string().nullish(),
  redirect: z.string().nullish(),
});
/** Which deployment a host serves now. */
export type VercelAlias = z.output<typeof alias>;

const variable = z.object({
  id: z.string(),
  key: z.string(),
  /** What it is for: `production`, `preview`, `development`; Vercel gives a single one as a text, too. */
  target: z.union([z.string(), z.array(z.string())]).nullish(),
  customEnvironmentIds: z.array(z.string()).nullish(),
  gitBranch: z.string().nullish(),
});

/** An environment variable of a project, without its value. */
export interface VercelVariable {
  readonly id: string;
  readonly key: string;
  /** `production`, `preview`, `development`, and the ids of custom environments, sorted. */
  readonly targets: readonly string[];
  /** The branch whose previews it is for; undefined for all of them. */
  readonly branch: string | undefined;
}

const environment = z.object({ id: z.string(), slug: z.string() });
/** A custom environment of a project. */
export type VercelEnvironment = z.output<typeof environment>;

// Where Vercel knows a value that the SDK does not, the SDK takes the answer for the one that a visitor
// without a login gets, which has an id and a state alone.
const deployment = z.object({
  id: z.string(),
  url: z.string().optional(),
  readyState: z.string(),
  /** `production`, `staging`, or null for a preview. */
  target: z.string().nullish(),
  projectId: z.string().optional(),
  createdAt: z.number().optional(),
  /** What was recorded when it was built: `githubCommitSha`, `gitlabCommitSha`, … */
  meta: z.record(z.string(), z.unknown()).default({}),
});

/** A deployment; `commit` is the one that it was built from, where Vercel knows it. */
export interface VercelDeployment extends Omit<z.output<typeof deployment>, "meta"> {
  readonly commit: string | undefined;
  /** The branch that it was built from. */
  readonly branch: string | undefined;
}

/** What is read from Vercel. Throws `PermissionMissing` or `VendorFailure`. */
export interface Vercel {
  /** The SDK's own client, for what else is called. */
  readonly client: VercelCore;
  /** The teams that the token reaches. */
  teams(): Promise<VercelTeam[]>;
  /** The projects of the team, up to 100; `search` narrows them by name. */
  projects(search?: string): Promise<VercelProject[]>;
  /** A project by its id or name; undefined where there is none. */
  project(idOrName: string): Promise<VercelProject | undefined>;
  /** The domains of a project. */
  domains(idOrName: string): Promise<VercelDomain[]>;
  /** The environment variables of a project. No value is read. */
  variables(idOrName: string): Promise<VercelVariable[]>;
  /** The custom environments of a project. */
  environments(idOrName: string): Promise<VercelEnvironment[]>;
  /** What a host serves now; undefined where Vercel serves nothing there. */
  alias(host: string): Promise<VercelAlias | undefined>;
  /** A deployment by its id or host; undefined where there is none. */
  deployment(idOrUrl: string): Promise<VercelDeployment | undefined>;
}

/**
 * Open Vercel's own SDK, loaded call by call: the whole of it takes seconds to load.
 *
 *     const vercel = await openVercel({ token, team: "team_a1b2c3d4" });
 *     const live = await vercel.alias("www.example.com");
 */
export async function openVercel({
  token,
  endpoint,
  team: teamId,
}: VercelOptions): Promise<Vercel> {
  const { VercelCore } = await import("@vercel/sdk/core.js");
  const client = new VercelCore({
    bearerToken: token,
    timeoutMs: PATIENCE * 1000,
    ...(endpoint !== undefined && { serverURL: endpoint }),
  });
  const scope = teamId === undefined ? {} : { teamId };
  const owner = teamId === undefined ? "the token's own account" : `the team ${teamId}`;
  const need = (what: string): Need => ({
    what,
    permission: `a token with the scope of ${owner}, of a user who may see its projects`,
    docs: DOCS,
  });
  return {
    client,
    async teams() {
      const { teamsGetTeams } = await import("@vercel/sdk/funcs/teamsGetTeams.js");
      const answer = await read(
        {
          what: "list the teams of the token",
          permission: "a token with the scope of the full account, or of the team",
          docs: DOCS,
        },
        z.object({ teams: z.array(team) }),
        teamsGetTeams(client, { limit: 100 }),
      );
      return answer?.teams ?? [];
    },
    async projects(search) {
      const { projectsGetProjects } = await import("@vercel/sdk/funcs/projectsGetProjects.js");
      const listed = z.union([
        z.object({ projects: z.array(project) }).transform(({ projects }) => projects),
        z.array(project),
      ]);
      const request = { ...scope, limit: "100", ...(search !== undefined && { search }) };
      return (
        (await read(need("list the projects"), listed, projectsGetProjects(client, request))) ?? []
      );
    },
    async project(idOrName) {
      const { projectsGetProject } = await import("@vercel/sdk/funcs/projectsGetProject.js");
      return read(
        need(`read the project ${idOrName}`),
        project,
        projectsGetProject(client, { idOrName, ...scope }),
      );
    },
    async domains(idOrName) {
      const { projectsGetProjectDomains } =
        await import("@vercel/sdk/funcs/projectsGetProjectDomains.js");
      const answer = await read(
        need(`list the domains of the project ${idOrName}`),
        z.object({ domains: z.array(domain) }),
        projectsGetProjectDomains(client, { idOrName, limit: 100, ...scope }),
      );
      return answer?.domains ?? [];
    },
    async variables(idOrName) {
      const { projectsFilterProjectEnvs } =
        await import("@vercel/sdk/funcs/projectsFilterProjectEnvs.js");
      const answer = await read(
        need(`list the variables of the project ${idOrName}`),
        z.object({ envs: z.array(variable) }),
        projectsFilterProjectEnvs(client, { idOrName, ...scope }),
      );
      return (answer?.envs ?? []).map(({ id, key, target, customEnvironmentIds, gitBranch }) => ({
        ...{ id, key },
        targets: [...[target ?? []].flat(), ...(customEnvironmentIds ?? [])].sort(),
        branch: gitBranch ?? undefined,
      }));
    },
    async environments(idOrName) {
      const { environmentGetProjectsByIdOrNameCustomEnvironments } =
        await import("@vercel/sdk/funcs/environmentGetProjectsByIdOrNameCustomEnvironments.js");
      const answer = await read(
        need(`list the custom environments of the project ${idOrName}`),
        z.object({ environments: z.array(environment) }),
        environmentGetProjectsByIdOrNameCustomEnvironments(client, { idOrName, ...scope }),
      );
      return answer?.environments ?? [];
    },
    async alias(host) {
      const { aliasesGetAlias } = await import("@vercel/sdk/funcs/aliasesGetAlias.js");
      return read(
        need(`read what ${host} serves`),
        alias,
        aliasesGetAlias(client, { idOrAlias: host, ...scope }),
      );
    },
    async deployment(idOrUrl) {
      const { deploymentsGetDeployment } =
        await import("@vercel/sdk/funcs/deploymentsGetDeployment.js");
      const answer = await read(
        need(`read the deployment ${idOrUrl}`),
        deployment,
        deploymentsGetDeployment(client, { idOrUrl, ...scope }),
      );
      if (answer === undefined) return undefined;
      const { meta, ...rest } = answer;
      return { ...rest, commit: ofGit(meta, "CommitSha"), branch: ofGit(meta, "CommitRef") };
    },
  };
}

/** Vercel writes what it knows of the commit under the name of where the repository is. */
function ofGit(meta: Readonly<Record<string, unknown>>, what: string): string | undefined {
  const values = ["github", "gitlab", "bitbucket", "git"].map((kind) => meta[`${kind}${what}`]);
  return values.find((value) => typeof value === "string");
}
