import { randomInt } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { connect } from "node:net";
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

/** Asks name servers; one socket for all questions. */
export interface Asker {
  /** Ask a server. Over UDP, and where the answer was cut, over TCP. Rejects after a second. */
  ask(server: Server, question: Question): Promise<DecodedPacket>;
  close(): void;
}

const PATIENCE = 1000;

export function openAsker(): Asker {
  const waiting = new Map<string, (packet: DecodedPacket) => void>();
  const socket = createSocket("udp4");
  socket.unref();
  socket.on("message", (bytes, { address, port }) => {
    const packet = decode(bytes);
    waiting.get(`${address}:${port}/${packet.id}`)?.(packet);
  });
  return {
    async ask(server, question) {
      const packet = await overUdp(socket, waiting, server, question);
      return packet.flag_tc ? overTcp(server, question) : packet;
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

function overTcp({ host, port }: Server, question: Question): Promise<DecodedPacket> {
  const { promise, resolve, reject } = Promise.withResolvers<DecodedPacket>();
  const socket = connect(port, host);
  const query = encode({ type: "query", id: 1, questions: [{ ...question, class: "IN" }] });
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length);
  socket.write(Buffer.concat([length, query]));
  let held = Buffer.alloc(0);
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`${host}:${port} did not answer`)));
  socket.on("error", reject);
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (held.length < 2 || held.length < 2 + held.readUInt16BE()) return;
    resolve(decode(held.subarray(2, 2 + held.readUInt16BE())));
    socket.destroy();
  });
  return promise;
}
