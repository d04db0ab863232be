import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deployment, Properties, Resource, Store } from "../clouds/index.ts";
import { send } from "../http.ts";
import type { VendorAccount } from "./account.ts";

/** Milliseconds since 1970 that stand for when something was made. */
const MADE = 1_767_225_600_000;
const USER = "usr_a1b2c3d4e5f6";

/**
 * Vercel's REST API as far as an account is read, after the models of its SDK.
 * https://vercel.com/docs/rest-api
 */
export function vercelAnswers(store: Store, account: VendorAccount) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    // https://vercel.com/docs/rest-api/errors
    if (request.headers.authorization !== `Bearer ${account.vercel.token}`) {
      const error = { code: "forbidden", message: "Not authorized", invalidToken: true };
      send(response, 403, { error });
    } else if (account.lacks.has("Vercel")) {
      send(response, 403, { error: { code: "forbidden", message: "Not authorized" } });
    } else {
      const answer = answerTo(url, store, account);
      const error = { code: "not_found", message: `Could not find ${url.pathname}` };
      send(response, answer === undefined ? 404 : 200, answer ?? { error });
    }
  };
}

function answerTo(url: URL, store: Store, account: VendorAccount): Properties | undefined {
  const owner = url.searchParams.get("teamId") ?? undefined;
  const [, version, kind, name = "", part] = url.pathname.split("/").map(decodeURIComponent);
  const projects = store
    .resources("vercel:index/project:Project")
    .filter(({ outputs }) => outputs["teamId"] === owner);
  const project = projects.find(({ id, outputs }) => id === name || outputs["name"] === name);
  const ofProject = (type: string, { id }: Resource) =>
    store
      .resources(`vercel:index/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`)
      .filter(({ outputs }) => outputs["projectId"] === id);
  switch (`${version ?? ""} ${kind ?? ""} ${part ?? ""}`.trim()) {
    case "v2 user":
      return { user: { id: USER, defaultTeamId: account.vercel.teams[0]?.id ?? null } };
    case "v2 teams": {
      const team = account.vercel.teams.find(({ id }) => id === name);
      if (name !== "") return team && teamAnswer(team);
      return {
        teams: account.vercel.teams.map(teamAnswer),
        pagination: page(account.vercel.teams),
      };
    }
    case "v10 projects": {
      const search = url.searchParams.get("search") ?? "";
      const matches = projects.filter(({ outputs }) => String(outputs["name"]).includes(search));
      const answers = matches.map((one) => projectAnswer(one, account));
      return { projects: answers, pagination: page(answers) };
    }
    case "v9 projects":
      return project && projectAnswer(project, account);
    case "v9 projects domains": {
      if (!project) return undefined;
      const domains = ofProject("projectDomain", project).map(domainAnswer);
      return { domains, pagination: page(domains) };
    }
    case "v10 projects env":
      return (
        project && { envs: ofProject("projectEnvironmentVariable", project).map(variableAnswer) }
      );
    case "v9 projects custom-environments":
      return (
        project && {
          environments: ofProject("customEnvironment", project).map(({ id, outputs }) => ({
            ...{ id, slug: outputs["name"], type: "preview" },
            ...{ createdAt: MADE, updatedAt: MADE },
          })),
        }
      );
    case "v4 aliases":
      return aliasAnswer(name, store, projects);
    case "v13 deployments": {
      const id = aliased(name, store) ?? name;
      const deployment = store.deployments().find((one) => one.id === id);
      return deployment && deploymentAnswer(deployment, projects);
    }
    default:
      return undefined;
  }
}

function page(items: readonly unknown[]): Properties {
  return { count: items.length, next: null, prev: null };
}

function teamAnswer(team: VendorAccount["vercel"]["teams"][number]): Properties {
  const { id, slug, name, plan = "pro", role = "MEMBER" } = team;
  return {
    id,
    slug,
    name,
    avatar: null,
    limited: true,
    limitedBy: ["scope"],
    billing: { plan },
    createdAt: MADE,
    membership: {
      confirmed: true,
      confirmedAt: MADE,
      role,
      uid: USER,
      created: MADE,
      createdAt: MADE,
    },
  };
}

/** https://vercel.com/docs/rest-api/projects/find-a-project-by-id-or-name */
function projectAnswer({ id, outputs }: Resource, account: VendorAccount): Properties {
  const facts = account.vercel.projects[String(outputs["name"])] ?? {};
  const { framework, skewProtectionMaxAge, ssoProtection, autoExposeSystemEnvs, repository } =
    facts;
  const given = {
    skewProtectionMaxAge,
    autoExposeSystemEnvs,
    ...(ssoProtection !== undefined && { ssoProtection: { deploymentType: ssoProtection } }),
    ...(repository && { link: linkAnswer(repository) }),
  };
  return {
    id,
    name: outputs["name"],
    accountId: outputs["teamId"] ?? USER,
    framework: framework ?? outputs["framework"] ?? null,
    autoAssignCustomDomains: outputs["autoAssignCustomDomains"] ?? true,
    nodeVersion: outputs["nodeVersion"] ?? "24.x",
    directoryListing: false,
    alias: [],
    deploymentExpiration: {},
    resourceConfig: { functionDefaultRegions: ["iad1"] },
    defaultResourceConfig: { functionDefaultRegions: ["iad1"] },
    createdAt: MADE,
    ...given,
  };
}

function linkAnswer({ org, repo }: { readonly org: string; readonly repo: string }): Properties {
  return {
    type: "github",
    org,
    repo,
    repoId: 1,
    repoOwnerId: 1,
    gitCredentialId: "cred_1",
    productionBranch: "main",
    sourceless: false,
    deployHooks: [],
    createdAt: MADE,
    updatedAt: MADE,
  };
}

/** https://vercel.com/docs/rest-api/projects/retrieve-project-domains-by-project-by-id-or-name */
function domainAnswer({ outputs }: Resource): Properties {
  const name = String(outputs["domain"]);
  return {
    name,
    apexName: name.split(".").slice(-2).join("."),
    projectId: outputs["projectId"],
    redirect: outputs["redirect"] ?? null,
    redirectStatusCode: outputs["redirectStatusCode"] ?? null,
    gitBranch: outputs["gitBranch"] ?? null,
    customEnvironmentId: outputs["customEnvironmentId"] ?? null,
    verified: outputs["verified"] ?? true,
    createdAt: MADE,
    updatedAt: MADE,
  };
}

/** https://vercel.com/docs/rest-api/projects/retrieve-the-environment-variables-of-a-project-by-id-or-name */
function variableAnswer({ id, outputs }: Resource): Properties {
  return {
    ...{ id, key: outputs["key"], target: outputs["targets"] ?? [] },
    customEnvironmentIds: outputs["customEnvironmentIds"] ?? [],
    ...(outputs["gitBranch"] !== undefined && { gitBranch: outputs["gitBranch"] }),
    type: outputs["sensitive"] === true ? "sensitive" : "encrypted",
    ...{ value: "encrypted", createdAt: MADE, updatedAt: MADE },
  };
}

function aliased(host: string, store: Store): string | undefined {
  const alias = store
    .resources("vercel:index/alias:Alias")
    .find(({ outputs }) => outputs["alias"] === host);
  return alias && String(alias.outputs["deploymentId"]);
}

/** https://vercel.com/docs/rest-api/aliases/get-an-alias */
function aliasAnswer(
  host: string,
  store: Store,
  projects: readonly Resource[],
): Properties | undefined {
  const deploymentId = aliased(host, store);
  const deployment = store.deployments().find(({ id }) => id === deploymentId);
  if (deploymentId === undefined || deployment === undefined) return undefined;
  const owner = projects.find(({ outputs }) => outputs["name"] === deployment.project);
  if (!owner) return undefined;
  return {
    uid: `als_${host}`,
    alias: host,
    created: new Date(MADE).toISOString(),
    createdAt: MADE,
    deploymentId,
    deployment: { id: deploymentId, url: urlOf(deployment) },
    projectId: owner.id,
  };
}

function urlOf({ id, project }: Deployment): string {
  return `${project}-${id.slice(4, 13).toLowerCase()}.vercel.app`;
}

/** https://vercel.com/docs/rest-api/deployments/get-a-deployment-by-id-or-url */
function deploymentAnswer(
  deployment: Deployment,
  projects: readonly Resource[],
): Properties | undefined {
  const owner = projects.find(({ outputs }) => outputs["name"] === deployment.project);
  if (!owner) return undefined;
  return {
    id: deployment.id,
    url: urlOf(deployment),
    name: deployment.project,
    projectId: owner.id,
    projectSettings: {},
    ownerId: owner.outputs["teamId"] ?? USER,
    readyState: "READY",
    status: "READY",
    target: "production",
    type: "LAMBDAS",
    plan: "pro",
    version: 2,
    public: false,
    aliasAssigned: true,
    alias: [],
    bootedAt: MADE,
    buildingAt: MADE,
    buildSkipped: false,
    build: { env: [] },
    createdAt: MADE,
    createdIn: "iad1",
    creator: { uid: USER, username: "alex" },
    env: [],
    inspectorUrl: null,
    isInConcurrentBuildsQueue: false,
    isInSystemBuildsQueue: false,
    regions: ["iad1"],
    routes: null,
    meta: { githubCommitSha: deployment.commit, githubCommitRef: "main" },
  };
}
