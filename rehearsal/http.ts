import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, Server } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens. */
export interface Opened {
  readonly port: number;
  /** Stop at once: connections are cut off. */
  readonly close: () => Promise<void>;
}

/** Have a server listen. Default: on 127.0.0.1, on a free port. */
export async function open(server: Server, port = 0, host = "127.0.0.1"): Promise<Opened> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answer with JSON. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** What a text says as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was answered to a request. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Send a request with its body; rejects where no answer comes within so many milliseconds. */
export async function answered(
  asking: ClientRequest,
  body: string | Buffer | undefined,
  patience: number,
): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  asking.setTimeout(patience, () => asking.destroy(new Error("no answer in time")));
  asking.on("error", reject).once("response", resolve).end(body);
  const response = await promise;
  const { statusCode: status = 0, headers } = response;
  return { status, headers, body: await bodyOf(response) };
}

/** As `buffer` of node:stream/consumers reads it, which takes a Blob for each message. */
export async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
