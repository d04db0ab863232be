import { tagValue, type Signal } from "../../rollout/tags.ts";
import type { Watched } from "./definition.ts";
import { metricsOf } from "./metrics.ts";
import { count } from "./query.ts";

/** The query that counts the requests of a release, by its `version` tag: how large a sample is. */
export function requestsOf(
  watched: Watched & { readonly signal: Signal },
  version: string,
): string {
  const { service, env } = watched;
  const { requests } = metricsOf(watched.signal, watched);
  return count(requests.calls, { env: tagValue(env), service: tagValue(service), version });
}
