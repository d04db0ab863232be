import { basename } from "node:path";
import { PIPELINES, type Answers, type Group } from "./answers.ts";
import type { Discovered } from "./discover/all.ts";
import { flagOf, REQUIRED, type Given, type Key } from "./flags.ts";

/** Why parts are left out, where nobody gives another reason. */
const REASON = "not bought, or not there yet";

/** The answers, and each that was assumed, a sentence each. */
export interface Composed {
  readonly answers: Answers;
  readonly assumed: string[];
}

/** The answers that nobody gave and no account had, and without which nothing can be written. */
export function missingFrom(given: Given): readonly Key[] {
  return REQUIRED.filter((key) => given[key] === undefined);
}

/** What is missing, each with its flag. */
export function missingText(missing: readonly Key[], about: (key: Key) => string): string {
  const lines = missing.map((key) => `  ${flagOf(key).padEnd(22)} ${about(key)}`);
  return ["these answers are missing, and nothing was written:", ...lines].join("\n");
}

/** Staging's host where nobody names one: in the zone, or beside the site. */
export function usualStagingHost({ zone, site = "" }: Given): string {
  return `staging.${zone ?? site.slice(site.indexOf(".") + 1)}`;
}

/**
 * All answers, with the usual ones where there are some.
 *
 * @param teams handles by group, as flags name them
 * @param directory the folder that is written
 */
export function compose(
  discovered: Discovered,
  teams: Readonly<Partial<Record<Group, string>>>,
  directory: string,
  now: Date,
): Composed {
  const assumed: string[] = [];
  const { given } = discovered;
  const of = (key: Key) => given[key] ?? "";
  const or = (key: Key, usual: string, what: string) => {
    const answer = given[key];
    if (answer !== undefined) return answer;
    assumed.push(`${what}: ${usual} (${flagOf(key)})`);
    return usual;
  };
  const site = of("site");
  const stable = {
    version: of("version"),
    commit: of("commit").toLowerCase(),
    deployment: of("deployment"),
  };
  const { stagingBranch: branch } = given;
  const ownProject = () => or("stagingProject", `${of("project")}-staging`, "staging's project");
  const stagingProject = branch === undefined ? ownProject() : of("project");
  const answers: Answers = {
    name: given.name ?? projectName(directory, of("project")),
    site,
    zone: { name: or("zone", site.slice(site.indexOf(".") + 1), "the zone"), id: of("zoneId") },
    vercel: {
      project: of("project"),
      team: given.team,
      framework: given.framework,
      skewProtection: given.skewProtection,
      target: given.target,
    },
    healthPath: given.healthPath,
    stable,
    staging: {
      host: of("stagingHost"),
      project: stagingProject,
      branch,
      framework: branch === undefined ? given.framework : undefined,
      variables: variableOf(
        or("stagingVariable", `SITE_URL=https://${of("stagingHost")}`, "staging's variable"),
      ),
      release: {
        version: or("stagingVersion", stable.version, "staging's version"),
        commit: or("stagingCommit", stable.commit, "staging's commit").toLowerCase(),
        deployment: of("stagingDeployment"),
      },
    },
    app: appOf(given, or),
    datadogSite: of("datadogSite"),
    monitoring: {
      ...discovered.monitoring,
      service: given.service === given.project ? undefined : given.service,
      env: given.env === "production" ? undefined : given.env,
    },
    awsAccount: discovered.awsAccount,
    lead: {
      name: of("leadName"),
      phone: of("leadPhone").replaceAll(/[\s().-]/g, ""),
      email: of("leadEmail"),
      confirmedAt: or(
        "leadConfirmed",
        now.toISOString().slice(0, 10),
        "phone and e-mail were last tried",
      ),
    },
    slack: slackOf(given, discovered.hasChannel),
    teams: { ...discovered.groups, ...teams },
    secondPerson: given.onePerson,
    none: or("reason", REASON, "why parts are left out"),
    pipeline: pipelineOf(given),
  };
  return { answers, assumed };
}

function appOf(
  { repository = "none", branch }: Given,
  or: (key: Key, usual: string, what: string) => string,
): Answers["app"] {
  if (repository === "none") return undefined;
  const page = repository.replace(/(\.git)?\/*$/, "");
  const usual = `../${basename(page)}`;
  return { repository: page, checkout: or("checkout", usual, "a checkout of the app"), branch };
}

/** `NAME=VALUE`; the value may have further equals signs. */
function variableOf(text: string): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  return { [text.slice(0, at)]: text.slice(at + 1) };
}

function slackOf({ slack }: Given, existing: boolean): Answers["slack"] {
  const [account, channel] = slack?.split("/", 2) ?? [];
  return account === undefined || channel === undefined
    ? undefined
    : { account, channel, existing };
}

function pipelineOf({ pipeline, repository = "" }: Given): Answers["pipeline"] {
  const named = PIPELINES.find((one) => one === pipeline);
  if (named) return named;
  return URL.canParse(repository) && new URL(repository).hostname.includes("gitlab")
    ? "gitlab"
    : "github";
}

/** The folder's name where Pulumi takes it, and the Vercel project's where not. */
function projectName(directory: string, project: string): string {
  const name = basename(directory);
  return /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/.test(name) ? name : project;
}
