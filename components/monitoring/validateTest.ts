import type { Host } from "./checkRequests.ts";
import { RENOTIFY_INTERVALS } from "./validate.ts";

/** A synthetic test's inputs, as far as a rule of Datadog's is about them. */
export interface TestShape {
  readonly name: string;
  readonly type: string;
  readonly subtype: string;
  readonly locations: readonly string[];
  readonly assertions?: readonly object[];
  readonly apiSteps?: readonly { readonly name: string; readonly assertions: readonly object[] }[];
  readonly requestDefinition?: { readonly url?: Host; readonly host?: Host };
  readonly optionsList: {
    readonly tickEvery: number;
    readonly minFailureDuration?: number;
    readonly minLocationFailed?: number;
    readonly retry?: { readonly count: number; readonly interval: number };
    readonly monitorOptions?: { readonly renotifyInterval?: number };
  };
}

/**
 * All that Datadog would refuse of a synthetic test: the provider's own checks
 * (resource_datadog_synthetics_test_.go) and the API's (https://docs.datadoghq.com/api/latest/synthetics/).
 */
export function faultsOfTest(test: TestShape): string[] {
  return [...faultsOfRequest(test), ...faultsOfOptions(test)];
}

function* faultsOfRequest({ type, subtype, locations, assertions, apiSteps, ...test }: TestShape) {
  // https://github.com/DataDog/terraform-provider-datadog/pull/3253
  if (locations.length === 0 && (type === "api" || type === "browser")) {
    yield "locations is empty";
  }
  if (subtype === "multi") {
    if (!apiSteps?.length) yield "apiSteps is empty";
    for (const step of apiSteps ?? []) {
      if (step.assertions.length === 0) yield `the step ${step.name} asserts nothing`;
    }
    return;
  }
  if (!assertions?.length) yield "assertions is empty";
  const { url = "", host } = test.requestDefinition ?? {};
  const scheme = { http: /^https?:\/\//, websocket: /^wss?:\/\// }[subtype];
  // A URL whose host is still to be made is known too late to be judged here.
  if (scheme && typeof url === "string" && !scheme.test(url))
    yield `requestDefinition.url "${url}" is no ${subtype} URL`;
  if (subtype === "ssl" && !host) yield "requestDefinition.host is missing";
}

function* faultsOfOptions({ type, locations, optionsList: options }: TestShape) {
  const { tickEvery, minFailureDuration = 0, minLocationFailed = 1, retry } = options;
  const least = type === "browser" ? 60 : 30;
  if (tickEvery < least || tickEvery > 604800) {
    yield `optionsList.tickEvery ${tickEvery} is not from ${least} to 604800 seconds`;
  }
  if (minFailureDuration < 0 || minFailureDuration > 7200) {
    yield `optionsList.minFailureDuration ${minFailureDuration} is not from 0 to 7200 seconds`;
  }
  if (minLocationFailed < 1 || minLocationFailed > locations.length) {
    yield `optionsList.minLocationFailed ${minLocationFailed} is not from 1 to the ${locations.length} locations`;
  }
  const most = type === "browser" ? 2 : 3;
  if (retry && (retry.count < 0 || retry.count > most || retry.interval > 5000)) {
    yield `optionsList.retry is at most ${most} times, 5000 ms apart`;
  }
  const every = options.monitorOptions?.renotifyInterval;
  if (every !== undefined && !(every <= 1440 && RENOTIFY_INTERVALS.includes(every))) {
    yield `optionsList.monitorOptions.renotifyInterval ${every} is none of ${RENOTIFY_INTERVALS.filter((existing) => existing <= 1440).join(", ")}`;
  }
}
