import type { Account } from "../../../measure/datadog/account.ts";
import { openDatadogAccount, type DatadogAccount } from "../../../vendors/datadog.ts";
import { GROUPS, type Group, type MonitoringAnswers, type SourceAnswer } from "../answers.ts";
import type { Given } from "../flags.ts";
import { Collector, type Findings } from "./findings.ts";
import { appMetrics, sourceAnswer, sourcesIn } from "./metrics.ts";
import { operationsOf, requestSpan, spansIn } from "./spans.ts";

/** Seconds within which a metric must have had data to count as sent. */
const LATELY = 24 * 60 * 60;

/** What teams are called that are one of the groups. */
const NAMES: Readonly<Record<Group, RegExp>> = {
  development: /(^|[-_])(dev|developers?|development|engineering)($|[-_])/,
  operations: /(^|[-_])(ops|operations|sre|platform|on-?call)($|[-_])/,
  product: /(^|[-_])product($|[-_])/,
  support: /(^|[-_])(support|customer-?(care|success))($|[-_])/,
  executive: /(^|[-_])(exec|executives?|leadership|management)($|[-_])/,
};

/** The service and environment that have data, the names of spans, metrics, teams and channels. */
export async function discoverDatadog(
  account: Account,
  given: Given,
  now: Date,
): Promise<Findings> {
  const findings = new Collector();
  const datadog = openDatadogAccount(account);
  const since = now.getTime() / 1000 - LATELY;
  const names = await findings.read(() => datadog.metrics(since));
  const active = new Set(names);
  const spans = spansIn(names ?? []);
  if (names !== undefined && spans.length === 0)
    findings.warnings.push(
      "Datadog had no traces within a day: a start is refused until the app sends them (APM)",
    );
  await readTags(datadog, spans, given, findings);
  const connections = given.connections === undefined ? undefined : Number(given.connections);
  const [database, redis] = [
    await readSource(datadog, active, "database", connections, findings),
    await readSource(datadog, active, "redis", undefined, findings),
  ];
  const metrics = appMetrics(active);
  if (metrics) findings.notes.push(`Datadog: the app sends ${Object.keys(metrics).join(", ")}`);
  const operations = operationsOf(spans);
  const monitoring: MonitoringAnswers = { operations, metrics, database, redis };
  const teams = await findings.read(() => datadog.teams());
  const handles = (teams ?? []).map(({ handle }) => handle);
  if (handles.length > 0) findings.notes.push(`Datadog: the teams ${handles.join(", ")}`);
  const groups = groupsOf(handles);
  for (const [group, handle] of Object.entries(groups))
    findings.notes.push(`Datadog: ${handle} is taken for the group ${group} (--team ${group}=…)`);
  const hasChannel = await readSlack(datadog, given, findings);
  // Metrics of AWS come through Datadog's integration alone.
  const hasAws = (names ?? []).some((name) => name.startsWith("aws."));
  if (hasAws) findings.notes.push("Datadog: its AWS integration is there");
  return Object.assign(findings, {
    monitoring,
    teams: handles,
    groups,
    hasChannel,
    ...(hasAws && { hasAws }),
  });
}

/** The values of `env` and `service`, where the requests have one of each, or the usual one. */
async function readTags(
  datadog: DatadogAccount,
  spans: readonly string[],
  given: Given,
  findings: Collector,
): Promise<void> {
  const request = requestSpan(spans);
  if (request === undefined) return;
  const tags = (await findings.read(() => datadog.tags(`trace.${request}.hits`))) ?? [];
  const valuesOf = (key: string) =>
    tags.flatMap((tag) => (tag.startsWith(`${key}:`) ? [tag.slice(key.length + 1)] : []));
  const [envs, versions] = [valuesOf("env"), valuesOf("version")];
  const env = given.env ?? choose(envs, "production");
  const services =
    env === undefined
      ? valuesOf("service")
      : ((await findings.read(() => datadog.services(env))) ?? valuesOf("service"));
  const service = given.service ?? choose(services, given.project);
  findings.set("env", env);
  findings.set("service", service);
  findings.set("version", versions.length === 1 ? versions[0] : undefined);
  const all = (values: readonly string[]) => values.join(", ") || "none";
  findings.notes.push(
    `Datadog: requests are ${request}; services with data: ${all(services)}; environments: ${all(envs)}; versions: ${all(versions)}`,
  );
  for (const [what, chosen, values] of [
    ["environment (--env)", env, envs],
    ["service (--service)", service, services],
  ] as const)
    if (chosen === undefined && values.length > 1)
      findings.warnings.push(`Datadog has several values of the ${what}: ${all(values)}`);
    else if (chosen !== undefined && !values.includes(chosen))
      findings.warnings.push(
        `Datadog has no data of the ${what} ${chosen}, only of ${all(values)}`,
      );
}

function choose(values: readonly string[], usual: string | undefined): string | undefined {
  return values.find((value) => value === usual) ?? (values.length === 1 ? values[0] : undefined);
}

async function readSource(
  datadog: DatadogAccount,
  active: ReadonlySet<string>,
  kind: "database" | "redis",
  connections: number | undefined,
  findings: Collector,
): Promise<SourceAnswer | undefined> {
  const sources = sourcesIn(active, kind);
  for (const source of sources) {
    const tags = (await findings.read(() => datadog.tags(source.metric))) ?? [];
    const answer = sourceAnswer(source, tags, connections);
    if (answer) {
      findings.notes.push(`Datadog: ${kind} metrics of ${source.source} (${answer.tag})`);
      return answer;
    }
  }
  const [first] = sources;
  if (first)
    findings.warnings.push(
      `Datadog has ${kind} metrics of ${first.source}, but not of one alone, or not its most connections: it is left out${kind === "database" ? " (--database-connections)" : ""}`,
    );
  return undefined;
}

async function readSlack(
  datadog: DatadogAccount,
  { slack }: Given,
  findings: Collector,
): Promise<boolean> {
  const [account, channel] = slack?.split("/", 2) ?? [];
  if (account === undefined || channel === undefined) return false;
  const channels = await findings.read(() => datadog.slackChannels(account));
  if (channels === undefined) {
    findings.warnings.push(
      `Datadog's Slack integration has no account ${account} that can be read`,
    );
    return false;
  }
  findings.notes.push(
    `Datadog: the Slack account ${account} has ${channels.join(", ") || "no channel"}`,
  );
  return channels.includes(channel);
}

/** The first team that is named like each group. */
function groupsOf(handles: readonly string[]): Readonly<Partial<Record<Group, string>>> {
  return Object.fromEntries(
    GROUPS.flatMap((group) => {
      const match = handles.find((handle) => NAMES[group].test(handle));
      return match === undefined ? [] : [[group, match]];
    }),
  );
}
