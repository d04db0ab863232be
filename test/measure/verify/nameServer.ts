import { createSocket } from "node:dgram";

/** CNAMEs by name; `null` never answers, and a name that is not there does not exist. */
export type Names = Readonly<Record<string, string | null>>;

const CNAME = 5;
const NO_SUCH_NAME = 3;

/** A name server on this machine that knows a few CNAMEs (RFC 1035, section 4). */
export function nameServer(names: Names) {
  return serveDns((query) => {
    const target = names[nameIn(query)];
    return target === null ? undefined : answerTo(query, target);
  });
}

/** A server of DNS on this machine; it is silent where there is no answer. */
export async function serveDns(answer: (query: Buffer) => Uint8Array | undefined) {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const answered = answer(query);
    if (answered) socket.send(answered, from.port, from.address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    [Symbol.dispose]() {
      socket.close();
    },
  };
}

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; query[at]; at += (query[at] ?? 0) + 1)
    labels.push(query.toString("latin1", at + 1, at + 1 + (query[at] ?? 0)));
  return labels.join(".").toLowerCase();
}

function answerTo(query: Buffer, target: string | undefined): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8400 | (target === undefined ? NO_SUCH_NAME : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(target === undefined ? 0 : 1, 6);
  const question = query.subarray(12, end);
  if (target === undefined) return Buffer.concat([header, question]);
  const data = encoded(target);
  const record = Buffer.alloc(12);
  // The name is that of the question, which begins at byte 12.
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(CNAME, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(60, 6);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([header, question, record, data]);
}

function encoded(name: string): Buffer {
  const labels = name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
