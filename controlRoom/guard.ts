import type { IncomingMessage } from "node:http";

/**
 * Why a request is none of the page's own, or undefined where it is one. A page elsewhere can make a
 * browser send requests to loopback: its Origin gives it away, and Host where its own name resolves to
 * loopback. https://owasp.org/www-community/attacks/csrf and DNS rebinding,
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Host
 */
export function foreign({ method, headers }: IncomingMessage, host: string): string | undefined {
  if (headers.host !== host) return `the Host must be ${host}`;
  const { origin } = headers;
  const own = `http://${host}`;
  if (origin !== undefined && origin !== own) return `the Origin must be ${own}`;
  if (method === "POST" && origin === undefined) return `a POST must have the Origin ${own}`;
  return undefined;
}
