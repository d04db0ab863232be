import type { Configuration } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js";
import { z } from "zod";
import { apiUrl, type Account } from "../measure/datadog/account.ts";
import { NoAnswer, transport } from "../measure/datadog/transport.ts";
import { within } from "../measure/limit.ts";
import { configure } from "./datadogClient.ts";
import { oneLine, PermissionMissing, VendorFailure, type Need } from "./failures.ts";

/** Seconds that a call may take, its tries together. */
const PATIENCE = 30;

/** Names of permissions: https://docs.datadoghq.com/account_management/rbac/permissions/ */
const API = "https://docs.datadoghq.com/api/latest";

/** A team. */
export interface DatadogTeam {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
}

/** What is read from Datadog. Throws `PermissionMissing` or `VendorFailure`. */
export interface DatadogAccount {
  /** Whether Datadog knows the API key. It needs no permission. */
  hasValidKey(): Promise<boolean>;
  /** The services that sent traces of an environment. */
  services(env: string): Promise<string[]>;
  /** The metrics that had data since a time (Unix seconds); `tag` narrows them (`service:shop`). */
  metrics(since: number, tag?: string): Promise<string[]>;
  /** The tags that a metric had lately, as `key:value`; none where it had no data. */
  tags(metric: string): Promise<string[]>;
  /** Whether a query has a point between two times (Unix seconds). */
  hasData(query: string, from: number, to: number): Promise<boolean>;
  /** The teams; `keyword` narrows them by name or handle. */
  teams(keyword?: string): Promise<DatadogTeam[]>;
  /**
   * The channels of a Slack account, each with its `#`; undefined where the integration has no account of
   * that name. No call lists the accounts.
   */
  slackChannels(account: string): Promise<string[] | undefined>;
  /** The ids of Datadog's integrations of an AWS account. */
  awsIntegrations(awsAccountId: string): Promise<string[]>;
  /** Whether there is a metric of this name that is counted from logs. */
  hasLogsMetric(name: string): Promise<boolean>;
  /**
   * The permissions that the application key has: its scopes, or all of its owner's where it has none.
   * Undefined where the owner has no key that ends as this one does, or several.
   */
  permissions(): Promise<ReadonlySet<string> | undefined>;
}

const team = z.object({
  id: z.string(),
  attributes: z.object({ handle: z.string(), name: z.string() }),
});
const keys = z.array(
  z.object({
    attributes: z.object({
      last4: z.string().optional(),
      scopes: z.array(z.string()).nullish(),
    }),
  }),
);
const permission = z.object({ attributes: z.object({ name: z.string() }) });
const point = z.tuple([z.number(), z.number().nullable()]).rest(z.unknown());

/** Open Datadog's own client, file by file: the whole of it takes seconds to load. */
export function openDatadogAccount(account: Account): DatadogAccount {
  const ask = <T>(need: Need, call: (configuration: Configuration) => Promise<T>) =>
    within(PATIENCE, async (limit) => {
      try {
        return await call(await configure(account, transport(limit)));
      } catch (error) {
        throw failureOf(account, need, error);
      }
    });
  return {
    async hasValidKey() {
      const { AuthenticationApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/AuthenticationApi.js");
      const need = needs("say whether the API key is valid", "a valid API key", "authentication");
      try {
        const answer = await ask(need, (made) => new AuthenticationApi(made).validate());
        return answer.valid ?? false;
      } catch (error) {
        if (error instanceof PermissionMissing) return false;
        throw error;
      }
    },
    async services(env) {
      const { APMApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/APMApi.js");
      const need = needs(`list the services of env:${env}`, "apm_read", "apm");
      const answer = await ask(need, (made) => new APMApi(made).getServiceList({ filterEnv: env }));
      return answer.data?.attributes?.services ?? [];
    },
    async metrics(since, tag) {
      const { MetricsApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MetricsApi.js");
      const need = needs("list the metrics that have data", "metrics_read", "metrics");
      const request = { from: Math.floor(since), ...(tag !== undefined && { tagFilter: tag }) };
      const answer = await ask(need, (made) => new MetricsApi(made).listActiveMetrics(request));
      return answer.metrics ?? [];
    },
    async tags(metric) {
      const { MetricsApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/MetricsApi.js");
      const need = needs(`list the tags of ${metric}`, "metrics_read", "metrics");
      const answer = await orNothing(
        ask(need, (made) => new MetricsApi(made).listTagsByMetricName({ metricName: metric })),
      );
      return answer?.data?.attributes?.tags ?? [];
    },
    async hasData(query, from, to) {
      const { MetricsApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MetricsApi.js");
      const need = needs(`query ${query}`, "timeseries_query", "metrics");
      const request = { query, from: Math.floor(from), to: Math.floor(to) };
      const answer = await ask(need, (made) => new MetricsApi(made).queryMetrics(request));
      return (answer.series ?? []).some(({ pointlist = [] }) =>
        pointlist.some((one) => typeof point.safeParse(one).data?.[1] === "number"),
      );
    },
    async teams(keyword) {
      const { TeamsApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/TeamsApi.js");
      const request = { pageSize: 100, ...(keyword !== undefined && { filterKeyword: keyword }) };
      return ask(needs("list the teams", "teams_read", "teams"), async (made) => {
        const teams: DatadogTeam[] = [];
        for await (const one of new TeamsApi(made).listTeamsWithPagination(request)) {
          const { id, attributes } = team.parse(one);
          teams.push({ id, handle: attributes.handle, name: attributes.name });
        }
        return teams;
      });
    },
    async slackChannels(name) {
      const { SlackIntegrationApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/SlackIntegrationApi.js");
      const need = needs(
        `list the channels of the Slack account ${name}`,
        "integrations_read",
        "slack-integration",
      );
      const answer = await orNothing(
        ask(need, (made) =>
          new SlackIntegrationApi(made).getSlackIntegrationChannels({ accountName: name }),
        ),
      );
      return answer?.flatMap(({ name: channel }) => (channel === undefined ? [] : [channel]));
    },
    async awsIntegrations(awsAccountId) {
      const { AWSIntegrationApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/AWSIntegrationApi.js");
      const need = needs(
        `list the integrations of the AWS account ${awsAccountId}`,
        "aws_configuration_read",
        "aws-integration",
      );
      const answer = await ask(need, (made) =>
        new AWSIntegrationApi(made).listAWSAccounts({ awsAccountId }),
      );
      return answer.data.map(({ id }) => id);
    },
    async hasLogsMetric(metricId) {
      const { LogsMetricsApi } =
        await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/LogsMetricsApi.js");
      const need = needs(
        `read the log-based metric ${metricId}`,
        "logs_read_config",
        "logs-metrics",
      );
      const answer = await orNothing(
        ask(need, (made) => new LogsMetricsApi(made).getLogsMetric({ metricId })),
      );
      return answer !== undefined;
    },
    async permissions() {
      const [{ KeyManagementApi }, { UsersApi }] = await Promise.all([
        import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/KeyManagementApi.js"),
        import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/UsersApi.js"),
      ]);
      const listed = await ask(
        needs("list the user's application keys", "user_app_keys", "key-management"),
        (made) => new KeyManagementApi(made).listCurrentUserApplicationKeys({ pageSize: 100 }),
      );
      const ending = (account.appKey ?? "").slice(-4);
      const [own, ...more] = keys
        .parse(listed.data ?? [])
        .filter(({ attributes }) => attributes.last4 === ending);
      if (own === undefined || more.length > 0) return undefined;
      // https://docs.datadoghq.com/account_management/api-app-keys/#scopes
      if (own.attributes.scopes) return new Set(own.attributes.scopes);
      return ask(
        needs("list the user's permissions", "user_access_read", "users"),
        async (made) => {
          const users = new UsersApi(made);
          const { data: user } = await users.getCurrentUser();
          const { data = [] } = await users.listUserPermissions({ userId: user?.id ?? "" });
          return new Set(
            z
              .array(permission)
              .parse(data)
              .map(({ attributes }) => attributes.name),
          );
        },
      );
    },
  };
}

/** The permission of each call is on the page of its part of the API. */
function needs(what: string, name: string, page: string): Need {
  return { what, permission: `${name}, for the application key`, docs: `${API}/${page}/` };
}

/** Undefined in place of the failure of something that is not there. */
async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof VendorFailure && error.said.startsWith("404")) return undefined;
    throw error;
  }
}

/** https://docs.datadoghq.com/api/latest/using-the-api/: 401 and 403 where keys or permissions are wrong. */
function failureOf(
  account: Account,
  need: Need,
  error: unknown,
): PermissionMissing | VendorFailure {
  const status = error instanceof Error && "code" in error ? error.code : undefined;
  const said =
    error instanceof NoAnswer
      ? error.message
      : typeof status === "number"
        ? `${status} from ${apiUrl(account)}`
        : `a malformed answer: ${oneLine(error)}`;
  return status === 401 || status === 403
    ? new PermissionMissing({ vendor: "Datadog", ...need, said })
    : new VendorFailure({ vendor: "Datadog", what: need.what, said });
}
