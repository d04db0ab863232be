import type { Wording } from "../resourceType.ts";

/** An error of Vercel's API as its provider words it; without an id, of a creation. */
export function apiError(
  what: string,
  id: string | undefined,
  code: string,
  message: string,
): string {
  return `Could not ${id === undefined ? "create" : "update"} ${what}, unexpected error: ${code} - ${message}`;
}

/** How Vercel words failures that any call can meet: https://vercel.com/docs/rest-api/errors */
export const wording: Wording = {
  404: (type, id) => `Could not update ${type}, unexpected error: not_found - Could not find ${id}`,
  429: (type, operation) =>
    `Could not ${operation} ${type}, unexpected error: rate_limited - The rate limit exceeded. Try again in 1 minute`,
  500: (type, operation) =>
    `Could not ${operation} ${type}, unexpected error: internal_server_error - An unexpected internal error occurred`,
};
