import type { Wording } from "../resourceType.ts";

/** A refusal of Datadog's API, as its provider words it. */
export function badRequest(what: string, id: string | undefined, ...errors: string[]): string {
  return refusal("400 Bad Request", what, id, errors);
}

/** There is one already. */
export function conflict(what: string, id: string | undefined, error: string): string {
  return refusal("409 Conflict", what, id, [error]);
}

/** What it belongs to is not there. */
export function notFound(what: string, id: string | undefined, missing: string): string {
  return refusal("404 Not Found", what, id, [`${missing} not found`]);
}

function refusal(status: string, what: string, id: string | undefined, errors: string[]): string {
  const verb = id === undefined ? "creating" : "updating";
  return `error ${verb} ${what}: ${status}: ${JSON.stringify({ errors })}`;
}

/** How Datadog words failures that any call can meet: https://docs.datadoghq.com/api/latest/rate-limits/ */
export const wording: Wording = {
  404: (type, id) => `error getting ${type} ${id}: 404 Not Found`,
  429: (type, operation) => `error in ${operation} of ${type}: 429 Too Many Requests`,
  500: (type, operation) => `error in ${operation} of ${type}: 500 Internal Server Error`,
};
