import { openStore } from "../clouds/index.ts";
import { open } from "../http.ts";
import { DatadogOrders } from "./orders.ts";
import { datadogServer } from "./serve.ts";

export { DatadogOrders } from "./orders.ts";
export type { AccountFacts, ApiCall, ApiFault, MonitorState, PostedEvent } from "./orders.ts";

/** A stand-in of Datadog's HTTP API that runs in this process. */
export interface DatadogApi {
  /** Where it answers: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Stop at once: calls that wait are cut off. What it has received stays in the file. */
  close(): Promise<void>;
}

/**
 * Start it on 127.0.0.1. Its monitors are those that the stand-in clouds of the same file hold, in the
 * states that were ordered there; a monitor is OK until then.
 *
 *     const api = await startDatadogApi({ file: clouds.file });
 *     const datadog = new DatadogOrders(clouds.file);
 *     datadog.setRequests("1.5.0", 1204);
 *     datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0", value: 6.2 });
 *     datadog.fault({ kind: 500, times: "always" });
 */
export async function startDatadogApi(options: {
  /** The file of the stand-in clouds. */
  readonly file: string;
  /** Default: a free one. */
  readonly port?: number;
}): Promise<DatadogApi> {
  const store = openStore(options.file);
  const orders = new DatadogOrders(options.file);
  const server = datadogServer(store, orders);
  const { port, close } = await open(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await close();
      orders.close();
      store.close();
    },
  };
}
