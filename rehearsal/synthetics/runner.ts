import type { SyntheticsTestArgs } from "@pulumi/datadog/syntheticsTest.js";
import type { Unwrap } from "@pulumi/pulumi";
import { openStore, type Resource } from "../clouds/index.ts";
import { DatadogOrders } from "../datadogApi/index.ts";
import { repeatFor } from "../schedule.ts";
import { askCertificate, askHttp, askWebsocket, type EndpointAnswer, type Way } from "./ask.ts";
import { faultOf, type Assertion } from "./assertion.ts";

type Test = Unwrap<SyntheticsTestArgs>;

/**
 * Runs the declared synthetic tests against the edges, from one place, and keeps the states of their
 * monitors. A test that fails is tried again as declared, and alerts once it failed for as long as
 * declared. https://docs.datadoghq.com/synthetics/guide/how-synthetics-monitors-trigger-alerts/
 *
 * @param file that of the stand-in clouds
 * @param scale how many times as fast as declared tests run
 */
export function startSynthetics(file: string, way: () => Way, scale: number) {
  const store = openStore(file);
  const orders = new DatadogOrders(file);
  const failingSince = new Map<string, number>();

  const run = async ({ id, outputs }: Resource): Promise<void> => {
    const test = outputs as unknown as Test;
    const key = keyOf(test);
    if (key === undefined) return;
    const fault = await persistently(test, way, scale);
    if (fault === undefined) {
      failingSince.delete(id);
      orders.setMonitorState(key, { state: "OK" });
      return;
    }
    const since = failingSince.get(id) ?? Date.now();
    failingSince.set(id, since);
    const patience = ((test.optionsList?.minFailureDuration ?? 0) * 1000) / scale;
    if (Date.now() - since >= patience) orders.setMonitorState(key, { state: "Alert" });
  };
  const end = repeatFor(
    { store, type: "datadog:index/syntheticsTest:SyntheticsTest" },
    ({ outputs: { status, optionsList } }) => {
      const every = (optionsList as Test["optionsList"])?.tickEvery ?? 60;
      return status === "live" ? (every * 1000) / scale : undefined;
    },
    run,
  );
  return {
    close: async () => {
      await end();
      orders.close();
      store.close();
    },
  };
}

function keyOf({ tags = [] }: Test): string | undefined {
  return tags.flatMap((tag) => /^canary_monitor:(.+)$/.exec(tag)?.[1] ?? [])[0];
}

/** What is wrong, in words, after as many tries as declared; undefined where one passed. */
async function persistently(
  test: Test,
  way: () => Way,
  scale: number,
): Promise<string | undefined> {
  const { count = 0, interval = 300 } = test.optionsList?.retry ?? {};
  let fault: string | undefined;
  for (let tries = 0; tries <= count; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, interval / scale));
    fault = await once(test, way());
    if (fault === undefined) return undefined;
  }
  return fault;
}

/** Run a test once: what is wrong, in words. */
export async function once(test: Test, way: Way): Promise<string | undefined> {
  const { subtype, requestDefinition: requested = {}, assertions = [], apiSteps = [] } = test;
  try {
    switch (subtype) {
      case "http":
        return judge(await askHttp(http(requested), way), assertions);
      case "multi":
        for (const step of apiSteps) {
          const answer = await askHttp(http(step.requestDefinition ?? {}), way);
          const fault = judge(answer, step.assertions ?? []);
          if (fault !== undefined) return `${step.name}: ${fault}`;
        }
        return undefined;
      case "websocket":
        return judge(
          await askWebsocket({ url: requested.url ?? "", message: requested.message ?? "" }, way),
          assertions,
        );
      case "ssl":
        return judge(await askCertificate(requested.host ?? "", way), assertions);
      default:
        return `a rehearsal runs no synthetic tests of ${subtype ?? "no subtype"}`;
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function judge(answer: EndpointAnswer, assertions: readonly Assertion[]): string | undefined {
  return assertions.map((one) => faultOf(one, answer)).find((fault) => fault !== undefined);
}

function http({
  method = "GET",
  url = "",
  body,
  timeout = 30,
}: {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly body?: string | undefined;
  readonly timeout?: number | undefined;
}) {
  return { method, url, body, timeout };
}
