import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { apiUrl, type Account } from "./account.ts";
import { NoAnswer } from "./transport.ts";

/** What the gate's calls need. */
const KEYS =
  "both must be of that site, and the application key needs monitors_read, timeseries_query and synthetics_read";

/** Why a call has no answer that can be used, in one line; `keys` says which it needs. */
export function failureOf(account: Account, keys = KEYS): (error: unknown) => string {
  return (error) => {
    if (error instanceof NoAnswer) return error.message;
    const code = statusOf(error);
    if (code === 401 || code === 403) {
      return `${code}: ${apiUrl(account)} refuses the keys; ${keys}`;
    }
    if (code !== undefined) return `${code} ${STATUS_CODES[code] ?? ""}`.trim();
    return `a malformed answer: ${oneLine(error)}`;
  };
}

/** The status of an answer that the client takes for an error (its `ApiException`). */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "number"
    ? error.code
    : undefined;
}

function oneLine(error: unknown): string {
  const text =
    error instanceof z.ZodError
      ? z.prettifyError(error)
      : error instanceof Error
        ? error.message
        : String(error);
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
