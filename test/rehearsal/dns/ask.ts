import { randomInt } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { decode, encode, type DecodedPacket, type RecordType } from "dns-packet";

/** A name server's address. */
export interface Server {
  readonly host: string;
  readonly port: number;
}

export interface Question {
  readonly name: string;
  readonly type: RecordType;
}

/** Queries name servers; one socket for all questions. */
export interface Asker {
  /** Query a server over UDP. Rejects after ten seconds. */
  ask(server: Server, question: Question): Promise<DecodedPacket>;
  close(): void;
}

const PATIENCE = 10_000;

export function openAsker(): Asker {
  const waiting = new Map<string, (packet: DecodedPacket) => void>();
  const socket = createSocket("udp4");
  socket.unref();
  socket.on("message", (bytes, { address, port }) => {
    const packet = decode(bytes);
    waiting.get(`${address}:${port}/${packet.id}`)?.(packet);
  });
  return {
    ask(server, question) {
      return overUdp(socket, waiting, server, question);
    },
    close: () => socket.close(),
  };
}

function overUdp(
  socket: Socket,
  waiting: Map<string, (packet: DecodedPacket) => void>,
  { host, port }: Server,
  question: Question,
): Promise<DecodedPacket> {
  const { promise, resolve, reject } = Promise.withResolvers<DecodedPacket>();
  let id = randomInt(65_536);
  while (waiting.has(`${host}:${port}/${id}`)) id = randomInt(65_536);
  const key = `${host}:${port}/${id}`;
  waiting.set(key, resolve);
  const timer = setTimeout(() => {
    reject(new Error(`${host}:${port} did not answer for ${question.name}`));
  }, PATIENCE);
  socket.send(encode({ type: "query", id, questions: [{ ...question, class: "IN" }] }), port, host);
  return promise.finally(() => {
    clearTimeout(timer);
    waiting.delete(key);
  });
}
