import type { HttpLibrary } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/http/http.js";
import { apiUrl, type Account } from "./account.ts";

/** The calls of Datadog's API that the gate makes; what they answer is not checked yet. */
export interface Datadog {
  /** All monitors that carry a tag, with the states of all their groups and their downtimes. */
  monitors(tag: string): Promise<unknown>;
  /** The points of one query or several, separated by commas, from one moment to another (Unix seconds). */
  query(query: string, from: number, to: number): Promise<unknown>;
}

/**
 * Open the official client. It is loaded here, file by file, since the whole of it takes seconds to
 * load and only a rise needs it. It takes keys and the site from the environment (`DD_…`) only where
 * it is given none, and here it is given all.
 */
export async function openDatadog(account: Account, httpApi: HttpLibrary): Promise<Datadog> {
  const [{ createConfiguration }, { BaseServerConfiguration }, { MonitorsApi }, { MetricsApi }] =
    await Promise.all([
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js"),
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/servers.js"),
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MonitorsApi.js"),
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MetricsApi.js"),
    ]);
  const configuration = createConfiguration({
    baseServer: new BaseServerConfiguration(apiUrl(account), {}),
    authMethods: { apiKeyAuth: account.apiKey ?? "", appKeyAuth: account.appKey ?? "" },
    httpApi,
  });
  const monitors = new MonitorsApi(configuration);
  const metrics = new MetricsApi(configuration);
  return {
    // Without a page number the answer holds every monitor.
    // https://docs.datadoghq.com/api/latest/monitors/#get-all-monitors
    monitors: (tag) =>
      monitors.listMonitors({ groupStates: "all", monitorTags: tag, withDowntimes: true }),
    query: (query, from, to) => metrics.queryMetrics({ query, from, to }),
  };
}
