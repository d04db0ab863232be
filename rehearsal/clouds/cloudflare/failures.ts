import type { Wording } from "../resourceType.ts";

/** An error of Cloudflare's API as its provider words it. */
export function apiError(
  request: string,
  status: string,
  ...errors: readonly { readonly code: number; readonly message: string }[]
): string {
  const body = { result: null, success: false, errors, messages: [] };
  return `failed to make http request: ${request}: ${status} ${JSON.stringify(body)}`;
}

/** How Cloudflare words failures that any call can meet. */
export const wording: Wording = {
  404: (type, id) => apiError(`${type} ${id}`, "404 Not Found"),
  // https://github.com/cloudflare/terraform-provider-cloudflare/issues/5505
  429: (type, operation) =>
    apiError(`${operation} ${type}`, "429 Too Many Requests", {
      code: 971,
      message: "Please wait and consider throttling your request speed",
    }),
  500: (type, operation) => apiError(`${operation} ${type}`, "500 Internal Server Error"),
};
