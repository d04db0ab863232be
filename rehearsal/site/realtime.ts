import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";

/** The path that the app takes websockets on. */
export const REALTIME = "/api/realtime";

const server = new WebSocketServer({ noServer: true });

/** The app's real-time part: it answers `ping` with `pong`. */
export function converse(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  server.handleUpgrade(incoming, socket, head, (websocket) => {
    websocket.on("message", (data: Buffer) => {
      if (data.toString() === "ping") websocket.send("pong");
    });
  });
}
