import type { IncomingHttpHeaders } from "node:http";

/** A request as an edge gets it. */
export interface EdgeRequest {
  readonly scheme: "http" | "https";
  /** The requested Host, in lower case and without a port. */
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What an edge answers. */
export interface EdgeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Buffer;
}

export type Edge = (request: EdgeRequest) => Promise<EdgeResponse>;

/** The host that a request names, in lower case and without a port. */
export function hostOf({ host = "" }: IncomingHttpHeaders): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/** Without its query. */
export function pathOf({ url }: Pick<EdgeRequest, "url">): string {
  return url.replace(/[?#].*$/, "");
}

/** A plain answer in words. */
export function plain(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): EdgeResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

/** The same place over TLS. */
export function overTls({ host, url }: EdgeRequest, status: 301 | 308): EdgeResponse {
  return plain(status, "Redirecting...", { location: `https://${host}${url}` });
}
