import type { ExpectedMonitor } from "../expected.ts";
import type { Monitor } from "./monitors.ts";

/**
 * What a monitor has at Datadog otherwise than the program declares it, a text each: its query, its
 * limits, and the options that decide its state. Somebody edited it, or a change of the declaration
 * was not applied yet.
 */
export function editsOf({ declared }: ExpectedMonitor, { query, options }: Monitor): string[] {
  if (!declared) return [];
  const { thresholds } = declared;
  const differs = (what: string, result: Setting, wanted: Setting) =>
    result === wanted ? [] : [`${what} is ${toMessage(result)}, declared ${toMessage(wanted)}`];
  return [
    ...differs("its query", spaced(query), spaced(declared.query)),
    ...differs("critical", options?.thresholds?.critical ?? undefined, thresholds.critical),
    ...differs("warning", options?.thresholds?.warning ?? undefined, thresholds.warning),
    // Datadog leaves out what is at its default.
    ...differs("its delay", options?.evaluationDelay ?? 0, declared.evaluationDelay ?? 0),
    ...differs("its delay of new groups", options?.newGroupDelay ?? 0, declared.newGroupDelay ?? 0),
    ...differs("missing data", options?.onMissingData ?? "default", declared.onMissingData),
    ...differs(
      "a full window",
      options?.requireFullWindow ?? declared.requireFullWindow,
      declared.requireFullWindow,
    ),
  ];
}

type Setting = string | number | boolean | undefined;

function toMessage(value: Setting): string {
  return value === undefined ? "none" : typeof value === "string" ? `"${value}"` : String(value);
}

function spaced(query: string): string {
  return query.trim().replaceAll(/\s+/g, " ");
}
