import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Deployment } from "../clouds/index.ts";
import type { Pages } from "../site/declared.ts";
import { converse } from "../site/realtime.ts";
import { hostOf, pathOf } from "./exchange.ts";

/** What an edge does with a connection that requests an upgrade: a websocket. */
export type Upgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Vercel's: the deployment of the host takes it, if it is up. */
export function vercelUpgrade(
  deploymentOf: (host: string) => Deployment | undefined,
  isUp: (deployment: string) => boolean,
  pages: () => Pages,
): Upgrade {
  return (incoming, socket, head) => {
    const deployment = deploymentOf(hostOf(incoming.headers));
    const { realtime } = pages();
    const existing = pathOf({ url: incoming.url ?? "/" }) === realtime.path;
    if (!deployment || !existing) refuse(socket, "404 Not Found");
    else if (!isUp(deployment.id)) refuse(socket, "500 Internal Server Error");
    else converse(incoming, socket, head, realtime);
  };
}

/** Turn an upgrade down. */
export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
