import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to a request on its way to the bucket. */
export type Weather =
  | { readonly kind: "clear" }
  /** The bucket answers 503, as S3 does where it cannot take more: SlowDown. */
  | { readonly kind: "busy" }
  /** The connection breaks off before an answer. */
  | { readonly kind: "cut" };

/** A request that a machine sent. */
export interface Passed {
  readonly method: string;
  /** The object, or what a list is of. */
  readonly key: string;
  /** When it went on to the bucket and when the answer was there, in milliseconds of `performance.now`. */
  readonly began: number;
  readonly ended: number;
  readonly status: number;
}

/** One machine's way to the bucket. */
export interface Path {
  readonly port: number;
  /** What was sent on it, in the order of the answers. */
  readonly passed: readonly Passed[];
  /** Change the weather: for all requests from now on. */
  set(weather: Weather["kind"]): void;
  /** Called before each request is sent on; what it waits for holds the request up. */
  before: (method: string, key: string) => Promise<void> | void;
  close(): Promise<void>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const BUSY = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>`;

/** Open a way to a server on this machine. */
export async function openPath(to: number): Promise<Path> {
  let weather: Weather["kind"] = "clear";
  const passed: Passed[] = [];
  const path: { before: Path["before"] } = { before: () => undefined };
  const server = createServer((incoming, answer) => {
    void serve(incoming, answer).catch(() => incoming.socket.destroy());
  });

  const serve = async (incoming: IncomingMessage, answer: ServerResponse) => {
    const { method = "GET", url = "/" } = incoming;
    const key = keyOf(url);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    await path.before(method, key);
    const began = performance.now();
    const done = (status: number) =>
      passed.push({ method, key, began, ended: performance.now(), status });
    if (weather === "cut") {
      done(0);
      incoming.socket.destroy();
      return;
    }
    if (weather === "busy") {
      done(503);
      answer.writeHead(503, { "content-type": "application/xml" }).end(BUSY);
      return;
    }
    const { status, headers, body } = await forward(to, incoming, Buffer.concat(chunks));
    done(status);
    answer.writeHead(status, headers).end(body);
  };

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(path, {
    port: (server.address() as AddressInfo).port,
    passed,
    set: (kind: Weather["kind"]) => {
      weather = kind;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await sleep(0);
    },
  });
}

function forward(port: number, { method, url, headers }: IncomingMessage, body: Buffer) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: IncomingMessage["headers"];
    body: Buffer;
  }>();
  const own: Record<string, unknown> = { ...headers };
  // It was read whole.
  delete own["transfer-encoding"];
  if (body.length > 0) own["content-length"] = body.length;
  const sent = request(
    { host: "127.0.0.1", port, method, path: url, headers: own as IncomingMessage["headers"] },
    (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 502,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    },
  );
  sent.on("error", reject);
  sent.end(body);
  return promise;
}

function keyOf(url: string): string {
  const { pathname, searchParams } = new URL(url, "http://bucket");
  const [, , ...rest] = pathname.split("/");
  const key = decodeURIComponent(rest.join("/"));
  return key === "" ? (searchParams.get("prefix") ?? "") : key;
}

/** Whether a request concerns a stack's lock. */
export const isLock = ({ key }: Pick<Passed, "key">): boolean => key.startsWith(".pulumi/locks/");
