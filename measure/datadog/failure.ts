import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { apiUrl, type Account } from "./account.ts";
import { Refusal } from "./client.ts";
import { NoAnswer } from "./transport.ts";

/** What the gate's calls need. */
const KEYS =
  "both must be of that site, and the application key needs monitors_read, timeseries_query and synthetics_read";

/** Why a call has no answer that can be used, in one line; `keys` says which it needs. */
export function failureOf(account: Account, keys = KEYS): (error: unknown) => string {
  return (error) => {
    if (error instanceof NoAnswer) return error.message;
    if (error instanceof Refusal) {
      const { status } = error;
      return status === 401 || status === 403
        ? `${status}: ${apiUrl(account)} refuses the keys; ${keys}`
        : `${status} ${STATUS_CODES[status] ?? ""}`.trim();
    }
    return `a malformed answer: ${oneLine(error)}`;
  };
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
