import type { Properties } from "../../../rehearsal/clouds/index.ts";
import { sent, without } from "../taken.ts";
import { definition, processor, syntheticsTest } from "./parts.ts";
import { snaked } from "./snaked.ts";

/** A body as it is sent, and the model of Datadog's client that it is judged by. */
export interface Body {
  readonly version: "v1" | "v2";
  /** The model's name, e.g. `Monitor`. */
  readonly model: string;
  readonly body: Properties;
}

type ToBody = (inputs: Properties) => Body;

/** The body of an API of the second version: what is declared, as attributes. */
function attributes(model: string, type: string, of: (inputs: Properties) => Properties): ToBody {
  return (inputs) => ({ version: "v2", model, body: { data: { type, attributes: of(inputs) } } });
}

/** Inputs that are a monitor's own; all others are its options. */
const OF_MONITOR = ["name", "type", "query", "message", "tags", "assets", "draftStatus"];

const monitor: ToBody = ({ priority, monitorThresholds, ...inputs }) => {
  const isOwn = ([key]: [string, unknown]) => OF_MONITOR.includes(key);
  const entries = Object.entries(inputs);
  // The provider takes thresholds and the priority as text, and sends numbers.
  const thresholds = Object.entries(monitorThresholds ?? {}).map(([key, value]) => [
    key,
    Number(value),
  ]);
  return {
    version: "v1",
    model: "Monitor",
    body: {
      ...snaked(Object.fromEntries(entries.filter(isOwn))),
      ...(priority !== undefined && { priority: Number(priority) }),
      options: {
        ...snaked(Object.fromEntries(entries.filter((one) => !isOwn(one)))),
        thresholds: snaked(Object.fromEntries(thresholds) as Properties),
      },
    },
  };
};

const awsAccount = attributes("AWSAccountCreateRequest", "account", (inputs) => {
  const { authConfig, awsRegions, metricsConfig, tracesConfig, ...rest } = inputs as {
    readonly [key: string]: unknown;
    readonly authConfig: { readonly awsAuthConfigRole: Properties };
    readonly awsRegions: Properties;
    readonly metricsConfig: Properties & { readonly namespaceFilters: Properties };
    readonly tracesConfig: { readonly xrayServices: Properties };
  };
  // Pulumi names lists in the plural.
  const only = ({ includeOnlies, ...filter }: Properties) =>
    sent({ ...snaked(filter), include_only: includeOnlies });
  return {
    ...snaked(rest),
    auth_config: snaked(authConfig.awsAuthConfigRole),
    aws_regions: only(awsRegions),
    metrics_config: {
      ...snaked(without(metricsConfig, "namespaceFilters")),
      namespace_filters: only(metricsConfig.namespaceFilters),
    },
    traces_config: { xray_services: only(tracesConfig.xrayServices) },
  };
});

/** What is sent without a body: its answer is judged. */
export const BODILESS = "datadog:aws/integrationExternalId:IntegrationExternalId";

/**
 * The types at Datadog, by their Pulumi tokens: what the provider sends to create one, by its source,
 * https://github.com/DataDog/terraform-provider-datadog, datadog/; all that is declared is in it.
 */
export const DATADOG: Readonly<Record<string, ToBody>> = {
  "datadog:index/monitor:Monitor": monitor,
  "datadog:index/syntheticsTest:SyntheticsTest": (inputs) => ({
    version: "v1",
    model: "SyntheticsAPITest",
    body: syntheticsTest(inputs),
  }),
  "datadog:index/serviceLevelObjective:ServiceLevelObjective": (inputs) => ({
    version: "v1",
    model: "ServiceLevelObjectiveRequest",
    body: snaked(inputs),
  }),
  "datadog:index/dashboard:Dashboard": ({ widgets, ...inputs }) => ({
    version: "v1",
    model: "Dashboard",
    body: { ...snaked(inputs), widgets: (widgets as Properties[]).map(definition) },
  }),
  "datadog:index/logsMetric:LogsMetric": ({ name, groupBies, ...inputs }) => ({
    version: "v2",
    model: "LogsMetricCreateRequest",
    body: {
      data: {
        id: name,
        type: "logs_metrics",
        attributes: { ...snaked(inputs), group_by: snaked({ groupBies })["group_bies"] },
      },
    },
  }),
  "datadog:index/logsCustomPipeline:LogsCustomPipeline": ({ filters, processors, ...inputs }) => ({
    version: "v1",
    model: "LogsPipeline",
    body: {
      ...snaked(inputs),
      filter: (filters as Properties[])[0],
      processors: (processors as Properties[]).map(processor),
    },
  }),
  "datadog:index/team:Team": attributes("TeamCreateRequest", "team", snaked),
  "datadog:index/teamNotificationRule:TeamNotificationRule": attributes(
    "TeamNotificationRuleRequest",
    "team_notification_rules",
    (inputs) => snaked(without(inputs, "teamId")),
  ),
  "datadog:index/monitorNotificationRule:MonitorNotificationRule": attributes(
    "MonitorNotificationRuleCreateRequest",
    "monitor-notification-rule",
    snaked,
  ),
  "datadog:slack/channel:Channel": ({ channelName, ...inputs }) => ({
    version: "v1",
    model: "SlackIntegrationChannel",
    body: { name: channelName, ...snaked(without(inputs, "accountName")) },
  }),
  "datadog:index/statusPage:StatusPage": attributes(
    "CreateStatusPageRequest",
    "status_pages",
    snaked,
  ),
  "datadog:index/statusPageComponent:StatusPageComponent": attributes(
    "CreateComponentRequest",
    "components",
    (inputs) => snaked(without(inputs, "pageId")),
  ),
  "datadog:index/logsArchive:LogsArchive": attributes(
    "LogsArchiveCreateRequest",
    "archives",
    ({ s3Archive, ...inputs }) => {
      const { accountId, roleName, ...place } = s3Archive as Properties;
      const integration = { account_id: accountId, role_name: roleName };
      return { ...snaked(inputs), destination: { type: "s3", ...snaked(place), integration } };
    },
  ),
  "datadog:aws/integrationAccount:IntegrationAccount": awsAccount,
  "datadog:cloudflare/integrationAccount:IntegrationAccount": attributes(
    "CloudflareAccountCreateRequest",
    "cloudflare-accounts",
    snaked,
  ),
};
