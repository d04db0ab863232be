import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, type SecureContext } from "node:tls";
import { bodyOf, open } from "../http.ts";
import type { Material } from "./ca.ts";
import { hostOf, type Edge, type EdgeRequest } from "./exchange.ts";
import type { Upgrade } from "./upgrade.ts";

export interface ListenArgs {
  readonly host: string;
  readonly ports: { readonly http: number; readonly https: number };
  readonly edge: Edge;
  /** Connections that request an upgrade to websockets. */
  readonly upgrade: Upgrade;
  /** The certificate for the name that a client requests. */
  readonly certificate: (servername: string) => Promise<Material>;
  /** What a client without a name gets. */
  readonly fallback: Material;
}

/** How long an idle connection is kept, in milliseconds: longer than any client here leaves one idle. */
const IDLE = 120_000;

/** Answer for an edge, over HTTP and HTTPS. */
export async function listen(args: ListenArgs) {
  const { host, ports, edge, upgrade, certificate, fallback } = args;
  const contexts = new Map<string, SecureContext>();
  const contextOf = async (servername: string) => {
    const { cert, key } = await certificate(servername);
    const context = contexts.get(cert) ?? createSecureContext({ cert, key });
    contexts.set(cert, context);
    return context;
  };
  const http = createHttp(answering("http", edge));
  const https = createHttps(
    {
      ...fallback,
      SNICallback: (servername, done) => {
        contextOf(servername).then(
          (context) => {
            done(null, context);
          },
          (error: unknown) => {
            done(error as Error);
          },
        );
      },
    },
    answering("https", edge),
  );
  const upgraded = new Set<Duplex>();
  https.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket)).on("error", () => socket.destroy());
    upgrade(incoming, socket, head);
  });
  const servers = [http, https];
  let down = false;
  for (const server of servers) {
    server.keepAliveTimeout = IDLE;
    server.on("connection", (socket: Socket) => {
      if (down) socket.resetAndDestroy();
    });
  }
  const opened = [
    await open(http, ports.http, host),
    await open(https, ports.https, host),
  ] as const;
  return {
    http: opened[0].port,
    https: opened[1].port,
    /** Go down, or come up again: while it is down each connection is reset. */
    outage(isDown: boolean) {
      down = isDown;
      if (down) for (const server of servers) server.closeAllConnections();
    },
    close: async () => {
      for (const socket of upgraded) socket.destroy();
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}

function answering(scheme: EdgeRequest["scheme"], edge: Edge) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answer(scheme, incoming, outgoing, edge).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end(String(error));
    });
  };
}

async function answer(
  scheme: EdgeRequest["scheme"],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  edge: Edge,
): Promise<void> {
  const { method = "GET", url = "/", headers } = incoming;
  const body = await bodyOf(incoming);
  const host = hostOf(headers);
  const {
    status,
    headers: said,
    body: sent,
  } = await edge({
    ...{ scheme, host, method, url, headers, body },
  });
  for (const [name, value] of Object.entries(said)) {
    if (value !== undefined) outgoing.setHeader(name, value);
  }
  outgoing.writeHead(status, { "content-length": Buffer.byteLength(sent) });
  outgoing.end(method === "HEAD" ? undefined : sent);
}
