import type { Answers } from "../answers.ts";
import { stackFileText, type Entry } from "./stackFile.ts";

/** `Pulumi.production.yaml`. */
export function productionFile(answers: Answers): string {
  const { site, vercel, stable, monitoring, lead, teams, slack, app, staging } = answers;
  const { service, env, operations, metrics, database, redis } = monitoring;
  const entries: Entry[] = [
    {
      key: "percentage",
      comment: "The canary's share of the traffic, in percent. This line moves a rollout on.",
      value: "0",
    },
    { key: "environment", value: "production" },
    {
      key: "releases",
      comment: "What serves everyone; name the next release beside it, as `canary`.",
      value: { stable },
    },
    { key: "hosts", value: { public: site } },
    { key: "cloudflare", value: { zone: answers.zone.name, zoneId: answers.zone.id } },
    { key: "vercel", value: vercel },
    { key: "health", value: healthOf(answers) },
    { key: "datadog", value: { site: answers.datadogSite } },
    {
      key: "monitoring",
      value: block({ service, env, operations, metrics, database, redis }),
    },
    { key: "app", value: app && { ...app, staging: staging.host } },
    {
      key: "operations",
      comment: "Datadog's AWS integration is there already.",
      value: answers.awsAccount && { aws: { account: answers.awsAccount, integrate: false } },
    },
    {
      key: "stakeholders",
      value: block(
        Object.fromEntries(
          Object.entries(teams).map(([group, handle]) => [group, { handle, existing: true }]),
        ),
      ),
    },
    { key: "channels", value: slack && { slack } },
    { key: "contacts", value: { lead } },
    { key: "secondPerson", value: answers.secondPerson && { none: answers.secondPerson } },
    {
      key: "none",
      comment:
        "Why there is none of the parts that are left out here. Take a part up by writing its keys.",
      value: answers.none,
    },
    { key: "aws:region", value: "us-east-1" },
  ];
  return stackFileText(answers.name, entries);
}

/** `Pulumi.staging.yaml`. */
export function stagingFile(answers: Answers): string {
  const { staging, zone, vercel } = answers;
  const { project, branch, framework } = staging;
  const entries: Entry[] = [
    { key: "environment", value: "staging" },
    {
      key: "release",
      comment:
        "The deployment that staging serves. Changing it is all that a rollout of staging is.",
      value: staging.release,
    },
    { key: "host", value: staging.host },
    { key: "cloudflare", value: { zone: zone.name, zoneId: zone.id } },
    {
      key: "vercel",
      value: { project, team: vercel.team, framework, target: vercel.target, branch },
    },
    { key: "health", value: healthOf(answers) },
    {
      key: "variables",
      comment:
        "What the app is given in staging, one at least; `canary adopt` takes over what is there.",
      value: staging.variables,
    },
    { key: "datadog", value: { site: answers.datadogSite } },
    { key: "aws:region", value: "us-east-1" },
  ];
  return stackFileText(answers.name, entries);
}

function healthOf({ healthPath }: Answers) {
  return healthPath === undefined ? undefined : { path: healthPath };
}

/** A block that has something in it. */
function block(values: Readonly<Record<string, unknown>>) {
  return Object.values(values).some((value) => value !== undefined) ? values : undefined;
}
