import type { HttpLibrary } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/http/http.js";
import type { Configuration } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js";
import { apiUrl, type Account } from "./account.ts";

/** The calls of Datadog's API that the gate makes; what they answer is not checked yet. */
export interface Datadog {
  /** All monitors that have a tag, with the states of all their groups and their downtimes. */
  monitors(tag: string): Promise<unknown>;
  /** The points of one query or several, separated by commas, from one time to another (Unix seconds). */
  query(query: string, from: number, to: number): Promise<unknown>;
  /** A page of the account's synthetic tests; the first is 0. */
  tests(size: number, number: number): Promise<unknown>;
}

/**
 * Open the official client. It is loaded here, file by file, since the whole of it takes seconds to
 * load and only an increase needs it. It takes keys and the site from the environment (`DD_…`) only where
 * it is given none, and here it is given all.
 */
export async function openDatadog(account: Account, httpApi: HttpLibrary): Promise<Datadog> {
  const [configuration, { MonitorsApi }, { MetricsApi }, { SyntheticsApi }] = await Promise.all([
    configure(account, httpApi),
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MonitorsApi.js"),
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MetricsApi.js"),
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/SyntheticsApi.js"),
  ]);
  const monitors = new MonitorsApi(configuration);
  const metrics = new MetricsApi(configuration);
  const synthetics = new SyntheticsApi(configuration);
  return {
    // Without a page number the answer holds every monitor.
    // https://docs.datadoghq.com/api/latest/monitors/#get-all-monitors
    monitors: (tag) =>
      monitors.listMonitors({ groupStates: "all", monitorTags: tag, withDowntimes: true }),
    query: (query, from, to) => metrics.queryMetrics({ query, from, to }),
    tests: (pageSize, pageNumber) => synthetics.listTests({ pageSize, pageNumber }),
  };
}

/** An event of Datadog's event stream. */
export interface Event {
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly alertType: "info" | "success" | "warning" | "error";
}

/** Open the part of the official client that posts events; loaded by itself, as above. */
export async function openEvents(
  account: Account,
  httpApi: HttpLibrary,
): Promise<(event: Event) => Promise<unknown>> {
  const [configuration, { EventsApi }, { EventCreateRequest }] = await Promise.all([
    configure(account, httpApi),
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/EventsApi.js"),
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/EventCreateRequest.js"),
  ]);
  const events = new EventsApi(configuration);
  return ({ tags, ...event }) => {
    const body = Object.assign(new EventCreateRequest(), { ...event, tags: [...tags] });
    return events.createEvent({ body });
  };
}

/** What each part of the official client is made with. */
export async function configure(account: Account, httpApi: HttpLibrary): Promise<Configuration> {
  const [{ createConfiguration }, { BaseServerConfiguration }] = await Promise.all([
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js"),
    import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/servers.js"),
  ]);
  return createConfiguration({
    baseServer: new BaseServerConfiguration(apiUrl(account), {}),
    authMethods: { apiKeyAuth: account.apiKey ?? "", appKeyAuth: account.appKey ?? "" },
    httpApi,
  });
}
