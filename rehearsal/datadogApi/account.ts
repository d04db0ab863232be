import type { IncomingMessage } from "node:http";
import type { Properties, Store } from "../clouds/index.ts";
import type { AccountCall, AccountFacts } from "./orders.ts";

/** What an application key needs for a call; the rest need none. https://docs.datadoghq.com/api/latest/ */
const NEEDS: Readonly<Partial<Record<AccountCall, string>>> = {
  services: "apm_read",
  metrics: "metrics_read",
  tags: "metrics_read",
  teams: "teams_read",
  slack: "integrations_read",
  awsIntegrations: "aws_configuration_read",
  logsMetric: "logs_read_config",
  keys: "user_app_keys",
  permissions: "user_access_read",
};

const PATHS: readonly (readonly [path: RegExp, call: AccountCall])[] = [
  [/^\/api\/v1\/validate$/, "validate"],
  [/^\/api\/v2\/apm\/services$/, "services"],
  [/^\/api\/v1\/metrics$/, "metrics"],
  [/^\/api\/v2\/metrics\/([^/]+)\/all-tags$/, "tags"],
  [/^\/api\/v2\/team$/, "teams"],
  [/^\/api\/v1\/integration\/slack\/configuration\/accounts\/([^/]+)\/channels$/, "slack"],
  [/^\/api\/v2\/integration\/aws\/accounts$/, "awsIntegrations"],
  [/^\/api\/v2\/logs\/config\/metrics\/([^/]+)$/, "logsMetric"],
  [/^\/api\/v2\/current_user\/application_keys$/, "keys"],
  [/^\/api\/v2\/current_user$/, "user"],
  [/^\/api\/v2\/users\/[^/]+\/permissions$/, "permissions"],
];

/** A call that reads the account, and what its path names. */
export interface AccountRequest {
  readonly call: AccountCall;
  readonly named: string;
}

/** Which of them a request is, if any. */
export function accountRequest(method: string, path: string): AccountRequest | undefined {
  if (method !== "GET") return undefined;
  for (const [pattern, call] of PATHS) {
    const match = pattern.exec(path);
    if (match) return { call, named: decodeURIComponent(match[1] ?? "") };
  }
  return undefined;
}

/** Whether the application key may make a call. */
export function mayCall(call: AccountCall, { scopes }: AccountFacts): boolean {
  const need = NEEDS[call];
  return need === undefined || scopes === null || scopes.includes(need);
}

/** What is answered; undefined where there is nothing of that name. */
export function accountAnswer(
  { call, named }: AccountRequest,
  params: URLSearchParams,
  headers: IncomingMessage["headers"],
  facts: AccountFacts,
  store: Store,
): unknown {
  switch (call) {
    case "validate":
      return { valid: true };
    case "services":
      return servicesAnswer(facts.services[params.get("filter[env]") ?? ""] ?? []);
    case "metrics":
      return metricsAnswer(params, facts);
    case "tags": {
      const tags = facts.metrics[named];
      return (
        tags && { data: { type: "metrics", id: named, attributes: { tags, ingested_tags: tags } } }
      );
    }
    case "teams":
      return teamsAnswer(params, facts, store);
    case "slack":
      return slackAnswer(named, facts, store);
    case "awsIntegrations":
      return awsAnswer(params, store);
    case "logsMetric": {
      const [metric] = store
        .resources("datadog:index/logsMetric:LogsMetric")
        .filter(({ outputs }) => outputs["name"] === named);
      return metric && { data: { type: "logs_metrics", id: named, attributes: {} } };
    }
    case "keys": {
      const key = String(headers["dd-application-key"] ?? "");
      const attributes = { name: "canary", last4: key.slice(-4), scopes: facts.scopes };
      return { data: [{ type: "application_keys", id: "key-1", attributes }] };
    }
    case "user":
      return {
        data: { type: "users", id: "user-1", attributes: { email: "alex@corner.shop" } },
      };
    case "permissions":
      return {
        data: Object.values(NEEDS).map((name) => ({
          type: "permissions",
          id: name,
          attributes: { name },
        })),
      };
  }
}

/** https://docs.datadoghq.com/api/latest/apm/#get-service-list */
function servicesAnswer(services: readonly string[]): Properties {
  return {
    data: { type: "services_list", id: "services", attributes: { services, metadata: [] } },
  };
}

/** https://docs.datadoghq.com/api/latest/metrics/#get-active-metrics-list */
function metricsAnswer(params: URLSearchParams, { metrics }: AccountFacts): Properties {
  const tag = params.get("tag_filter");
  const names = Object.entries(metrics)
    .filter(([, tags]) => tag === null || tags.includes(tag))
    .map(([name]) => name);
  return { from: params.get("from"), metrics: names };
}

/** https://docs.datadoghq.com/api/latest/teams/#get-all-teams */
function teamsAnswer(params: URLSearchParams, facts: AccountFacts, store: Store): Properties {
  const declared = store
    .resources("datadog:index/team:Team")
    .map(({ id, outputs: { handle, name } }) => ({ id, handle, name }));
  const byHand = facts.teams.map((handle) => ({ id: `team-${handle}`, handle, name: handle }));
  const keyword = params.get("filter[keyword]") ?? "";
  const [size, page] = [
    Number(params.get("page[size]") ?? 10),
    Number(params.get("page[number]") ?? 0),
  ];
  const teams = [...byHand, ...declared]
    .filter(({ handle }) => String(handle).includes(keyword))
    .map(({ id, handle, name }) => ({ type: "team", id, attributes: { handle, name } }));
  return { data: teams.slice(page * size, (page + 1) * size) };
}

/** https://docs.datadoghq.com/api/latest/aws-integration/#list-all-aws-integrations */
function awsAnswer(params: URLSearchParams, store: Store): Properties {
  const account = params.get("aws_account_id");
  const data = store
    .resources("datadog:aws/integrationAccount:IntegrationAccount")
    .filter(({ outputs }) => account === null || outputs["awsAccountId"] === account)
    .map(({ id, outputs }) => ({
      ...{ type: "account", id },
      attributes: {
        aws_account_id: outputs["awsAccountId"],
        aws_partition: outputs["awsPartition"],
      },
    }));
  return { data };
}

/** https://docs.datadoghq.com/api/latest/slack-integration/#get-all-channels-in-a-slack-integration */
function slackAnswer(account: string, facts: AccountFacts, store: Store): unknown {
  const declared = store
    .resources("datadog:slack/channel:Channel")
    .filter(({ outputs }) => outputs["accountName"] === account)
    .map(({ outputs }) => String(outputs["channelName"]));
  const names = [...(facts.slack[account] ?? []), ...declared];
  if (facts.slack[account] === undefined && declared.length === 0) return undefined;
  return names.map((name) => ({ name, display: { message: true, notified: true } }));
}
