import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Pages } from "./declared.ts";

const server = new WebSocketServer({ noServer: true });

/** The app's real-time part: it answers one message, such as `ping`, with another. */
export function converse(
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  { send, expect }: Pages["realtime"],
): void {
  server.handleUpgrade(incoming, socket, head, (websocket) => {
    websocket.on("message", (data: Buffer) => {
      if (data.toString() === send) websocket.send(expect);
    });
  });
}
