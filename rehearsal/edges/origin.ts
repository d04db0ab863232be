import * as http from "node:http";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Resolver } from "../dns/index.ts";
import { answered } from "../http.ts";
import type { EdgeRequest, EdgeResponse } from "./exchange.ts";
import { refuse } from "./upgrade.ts";

type Origin = Unwrap<DistributionArgs>["origins"][number];

/** Requests from a distribution's origin what a visitor requested of the distribution. */
export type AskOrigin = (
  request: EdgeRequest,
  origin: Origin,
  policy: string | undefined,
  id: string,
) => Promise<EdgeResponse | { readonly failed: string }>;

/**
 * Managed policies that are played: which Host the origin is sent.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const HOST_OF_POLICY: Readonly<Record<string, "viewer" | "origin">> = {
  "216adef6-5c7f-47e4-b072-5492eafa07d3": "viewer",
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": "origin",
};

/** How long an origin may take: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-request-timeout */
const PATIENCE = 30_000;

/** Connection's own, which no proxy passes on: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "host",
];

export interface OriginsArgs {
  /** CloudFront's own resolver. */
  readonly resolver: Resolver;
  /** The certificates that CloudFront trusts, as PEM. */
  readonly ca: string;
  /** The ports of this machine that stand for 80 and 443. */
  readonly ports: () => { readonly http: number; readonly https: number };
}

export interface Origins {
  readonly ask: AskOrigin;
  /** Open a websocket to an origin and join a visitor's connection to it. */
  readonly join: (incoming: IncomingMessage, socket: Duplex, origin: Origin) => void;
  close(): void;
}

/** CloudFront's connections to origins: over TLS an origin must present a certificate for the name. */
export function openOrigins({ resolver, ca, ports }: OriginsArgs): Origins {
  const lookup = lookupBy(resolver);
  const agents = {
    http: new http.Agent({ keepAlive: true, lookup }),
    https: new https.Agent({ keepAlive: true, lookup, ca }),
  };
  return {
    ask: async (request, origin, policy, id) => {
      const existing = policy === undefined ? "origin" : HOST_OF_POLICY[policy];
      if (!existing)
        return { failed: `a rehearsal does not know the origin request policy ${policy}` };
      const host = existing === "viewer" ? request.host : origin.domainName;
      const scheme = schemeOf(origin, request);
      const headers = {
        ...passedOn(request.headers),
        ...Object.fromEntries((origin.customHeaders ?? []).map(({ name, value }) => [name, value])),
        host,
        via: `1.1 ${id.slice(0, 12)}.cloudfront.net (CloudFront)`,
        "x-amz-cf-id": id,
      };
      const { method, url, body } = request;
      const path = `${origin.originPath ?? ""}${url}`;
      const options = { host: origin.domainName, port: ports()[scheme], path, method, headers };
      const asking =
        scheme === "http"
          ? http.request({ ...options, agent: agents.http })
          : https.request({ ...options, agent: agents.https, servername: host });
      return respond(asking, body);
    },
    join: ({ url, headers }, socket, { domainName: host }) => {
      const where = { host, servername: host, port: ports().https, path: url, lookup, ca };
      https
        .request({ ...where, headers: { ...headers, host, "x-amz-cf-id": "upgrade" } })
        .once("error", () => {
          refuse(socket, "502 Bad Gateway");
        })
        .once("response", ({ statusCode = 502 }) => {
          refuse(socket, `${statusCode} Refused`);
        })
        .once("upgrade", (answer, origin) => {
          socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines(answer)}\r\n`);
          origin.on("error", () => socket.destroy()).pipe(socket);
          socket.on("error", () => origin.destroy()).pipe(origin);
        })
        .end();
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** A message's headers as they were written. */
function lines({ rawHeaders }: IncomingMessage): string {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => `${name}: ${rawHeaders[index * 2 + 1] ?? ""}\r\n`).join("");
}

function schemeOf({ customOriginConfig }: Origin, request: EdgeRequest): "http" | "https" {
  const policy = customOriginConfig?.originProtocolPolicy;
  if (policy === "match-viewer") return request.scheme;
  return policy === "http-only" ? "http" : "https";
}

async function respond(
  asking: http.ClientRequest,
  body: Buffer,
): Promise<EdgeResponse | { readonly failed: string }> {
  try {
    const answer = await answered(asking, body, PATIENCE);
    return { ...answer, headers: passedOn(answer.headers) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { failed: `CloudFront could not reach the origin: ${why}` };
  }
}

/** A message's headers without the connection's own. */
function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const entries = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  return Object.fromEntries(entries);
}

/** Node's own way to look a name up, by a resolver of the rehearsal. */
export function lookupBy(resolver: Pick<Resolver, "addresses">): LookupFunction {
  return (hostname, options, done) => {
    resolver.addresses(hostname).then(
      ([address = "", ...others]) => {
        const all = [address, ...others].map((one) => ({ address: one, family: 4 }));
        if (options.all === true) done(null, all);
        else done(null, address, 4);
      },
      (error: unknown) => {
        done(error as Error, "", 4);
      },
    );
  };
}
