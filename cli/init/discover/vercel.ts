import type { TokenAccess } from "../../../vendors/environment.ts";
import {
  openVercel,
  type Vercel,
  type VercelAlias,
  type VercelProject,
  type VercelTeam,
} from "../../../vendors/vercel.ts";
import { PermissionMissing } from "../../../vendors/failures.ts";
import type { Given } from "../flags.ts";
import { Collector, type Findings } from "./findings.ts";

/** Seconds, by the words that config has for them. */
const SKEW: Readonly<Record<number, string>> = {
  1800: "30 minutes",
  14400: "4 hours",
  43200: "12 hours",
  86400: "1 day",
  604800: "7 days",
};

/** A part of an account that serves the host, or has the project. */
interface Scope {
  readonly vercel: Vercel;
  readonly team: VercelTeam | undefined;
  readonly alias: VercelAlias | undefined;
  readonly project: VercelProject;
}

/** The team, the project, and the deployment that is live now; and staging's. */
export async function discoverVercel(access: TokenAccess, given: Given): Promise<Findings> {
  const findings = new Collector();
  const scope = await findScope(access, given, findings);
  if (!scope) {
    const { site = "", project } = given;
    if (findings.unread.length === 0)
      findings.unread.push(
        `Vercel serves nothing at ${site}${project === undefined ? "" : `, and has no project ${project}`}, in any team that the token reaches`,
      );
    return findings;
  }
  const { vercel, team, alias, project } = scope;
  findings.set("team", team?.id);
  findings.set("project", project.name);
  findings.set("framework", project.framework);
  findings.set("skewProtection", SKEW[project.skewProtectionMaxAge ?? 0]);
  const { org, repo, type, productionBranch } = project.link ?? {};
  if (type === "github" && org !== undefined && repo !== undefined)
    findings.set("repository", `https://github.com/${org}/${repo}`);
  if (productionBranch !== undefined) findings.set("branch", `origin/${productionBranch}`);
  findings.notes.push(
    `Vercel: the project ${project.name}${team ? ` of the team ${team.slug}` : ""}${project.framework ? `, ${project.framework}` : ""}`,
  );
  await readLive(vercel, given, alias, findings);
  await readStaging(scope, given, findings);
  return findings;
}

/** Where the host is served; else where the project of that name is. */
async function findScope(
  access: TokenAccess,
  { site = "", team: id, project: name }: Given,
  findings: Collector,
): Promise<Scope | undefined> {
  const teams =
    (await findings.read(async () => (await openVercel(access)).teams())) ?? ([] as VercelTeam[]);
  const scopes: (VercelTeam | undefined)[] =
    id === undefined
      ? [...teams, undefined]
      : [teams.find((team) => team.id === id) ?? { id, slug: id }];
  let refusal: string | undefined;
  for (const team of scopes) {
    const vercel = await openVercel({ ...access, team: team?.id });
    const match = await findings.read(async () => {
      try {
        const alias = await vercel.alias(site);
        const wanted = alias?.projectId ?? name;
        const project = wanted == null ? undefined : await vercel.project(wanted);
        return project && { vercel, team, alias, project };
      } catch (error) {
        // A token of one team does not reach the others, or its user's own account.
        if (!(error instanceof PermissionMissing) || id !== undefined) throw error;
        refusal ??= error.message;
        return undefined;
      }
    });
    if (match) return match;
  }
  if (refusal !== undefined && !findings.unread.includes(refusal)) findings.unread.push(refusal);
  return undefined;
}

async function readLive(
  vercel: Vercel,
  { site = "" }: Given,
  alias: VercelAlias | undefined,
  findings: Collector,
): Promise<void> {
  if (alias?.redirect) {
    findings.warnings.push(
      `${site} redirects to ${alias.redirect}: name the host that serves the app (--site)`,
    );
    return;
  }
  const id = alias?.deploymentId ?? undefined;
  if (id === undefined) {
    findings.unread.push(`Vercel has no deployment at ${site} yet`);
    return;
  }
  findings.set("deployment", id);
  const deployment = await findings.read(() => vercel.deployment(id));
  findings.set("commit", deployment?.commit);
  findings.notes.push(
    `Vercel: ${site} serves ${id} now${deployment?.commit === undefined ? "" : `, built from ${deployment.commit.slice(0, 7)}`}`,
  );
}

async function readStaging({ vercel, project }: Scope, given: Given, findings: Collector) {
  const host = given.stagingHost ?? "";
  const alias = await findings.read(() => vercel.alias(host));
  const id = alias?.deploymentId ?? undefined;
  const owner =
    alias?.projectId == null
      ? undefined
      : await findings.read(() => vercel.project(alias.projectId ?? ""));
  if (id === undefined || !owner) {
    findings.unread.push(`Vercel serves nothing at ${host} yet`);
    return;
  }
  findings.set("stagingDeployment", id);
  if (owner.id === project.id) {
    const domains = await findings.read(() => vercel.domains(owner.name));
    findings.set("stagingBranch", domains?.find(({ name }) => name === host)?.gitBranch);
  } else findings.set("stagingProject", owner.name);
  const deployment = await findings.read(() => vercel.deployment(id));
  findings.set("stagingCommit", deployment?.commit);
  findings.notes.push(`Vercel: ${host} serves ${id} of the project ${owner.name}`);
}
