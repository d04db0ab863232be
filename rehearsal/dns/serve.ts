import { createSocket } from "node:dgram";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { readQuery, RCODE, write, type Query, type Response } from "./message.ts";

/** A name server on this machine. */
export interface NameServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** How a server answers. */
export type Respond = (query: Query) => Response | Promise<Response>;

/** Seconds that an idle connection is kept. */
const IDLE = 10;

/** Serve over UDP and TCP, both on one port. What cannot be read over UDP gets no answer. */
export async function serveDns(
  respond: Respond,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<NameServer> {
  const answer = async (bytes: Buffer, over: "udp" | "tcp"): Promise<Buffer | undefined> => {
    const query = readQuery(bytes);
    if (!query) return undefined;
    const response = await Promise.resolve()
      .then(() => respond(query))
      .catch((error: unknown) => {
        console.error(`DNS at ${host}: ${query.name} ${query.type}: ${String(error)}`);
        return { rcode: RCODE.failure };
      });
    return write(query, response, over);
  };

  const connections = new Set<Socket>();
  const tcp = createServer((socket) => {
    connections.add(socket.setTimeout(IDLE * 1000));
    socket.once("close", () => connections.delete(socket));
    socket.once("timeout", () => socket.destroy());
    socket.on("error", () => socket.destroy());
    readFrames(socket, (frame) => answer(frame, "tcp"));
  });
  await new Promise<void>((resolve, reject) => {
    tcp.once("error", reject);
    tcp.listen(port, host, resolve);
  });
  const bound = (tcp.address() as AddressInfo).port;

  const udp = createSocket("udp4");
  udp.on("message", (bytes, client) => {
    void answer(bytes, "udp").then((sent) => {
      if (sent && !closed) udp.send(sent, client.port, client.address);
    });
  });
  let closed = false;
  const close = async () => {
    closed = true;
    for (const socket of connections) socket.destroy();
    await Promise.all([
      new Promise<void>((resolve) => udp.close(resolve)),
      new Promise((resolve) => tcp.close(resolve)),
    ]);
  };
  await new Promise<void>((resolve, reject) => {
    udp.once("error", reject);
    udp.bind(bound, host, resolve);
  });
  return { host, port: bound, close };
}

/** Each message has its length before it: https://www.rfc-editor.org/rfc/rfc1035#section-4.2.2 */
function readFrames(socket: Socket, answer: (frame: Buffer) => Promise<Buffer | undefined>): void {
  let held = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 2 && held.length >= 2 + held.readUInt16BE()) {
      const frame = held.subarray(2, 2 + held.readUInt16BE());
      held = held.subarray(2 + frame.length);
      void answer(frame).then((sent) => {
        if (!sent) return socket.destroy();
        const length = Buffer.alloc(2);
        length.writeUInt16BE(sent.length);
        return socket.write(Buffer.concat([length, sent]));
      });
    }
  });
}
