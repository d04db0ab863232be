import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request that a server got. */
export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A server on this machine that gives one answer, or none. */
export async function serving(answer: Answer | "silence") {
  const required: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { method, url, headers } = request;
      required.push({ method, url, authorization: headers.authorization, body });
      if (answer === "silence") return;
      response.writeHead(answer.status ?? 200, { ...answer.headers }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    required,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
