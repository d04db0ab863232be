import { namespaceIn } from "../../config/namespace.ts";
import type { Event } from "./events.ts";

/** A stack's project and name, from the URN of anything in it. */
export function stackIn(
  urn: string | undefined,
): { readonly project: string; readonly stack: string } | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn ?? "") ?? [];
  return stack === undefined || project === undefined ? undefined : { project, stack };
}

/**
 * The config that a preview was made with, by key without the namespace;
 * `undefined` where no event says one of the two.
 */
export function ownConfig(events: readonly Event[]): Readonly<Record<string, string>> | undefined {
  const config = events.find(({ preludeEvent }) => preludeEvent)?.preludeEvent?.config;
  const urns = events.map(
    ({ resourcePreEvent, resOutputsEvent, diagnosticEvent }) =>
      (resourcePreEvent ?? resOutputsEvent)?.metadata.urn ?? diagnosticEvent?.urn,
  );
  const project = urns.map(stackIn).find((result) => result)?.project;
  if (config === undefined || project === undefined) return undefined;
  const prefix = `${namespaceIn(Object.keys(config), project)}:`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}
