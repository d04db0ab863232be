import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { Feed } from "./feed.ts";
import { fileAt } from "./files.ts";
import { foreign } from "./guard.ts";
import { action, Refused, type Served } from "./snapshot.ts";

const LOOPBACK = "127.0.0.1";

/** Nothing but the page's own files, and no page around it. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** Whoever sends more than this is not the page. */
const LONGEST_BODY = 1000;

export interface ControlRoom {
  readonly url: string;
  close(): Promise<void>;
}

/** Serve the control room on loopback, to this machine's own browser alone. */
export async function serveControlRoom(served: Served, port = 0): Promise<ControlRoom> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    answer(request, response).catch((error: unknown) => {
      say(response, 500, error instanceof Error ? error.message : String(error));
    });
  });
  server.listen(port, LOOPBACK);
  await once(server, "listening");
  // Only now: its timer would keep a process alive that has no port.
  const feed = new Feed(() => served.snapshot());
  const host = `${LOOPBACK}:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const why = foreign(request, host);
    if (why !== undefined) {
      say(response, 403, why);
      return;
    }
    const path = request.url ?? "/";
    if (request.method === "POST" && path === "/act") await act(request, response);
    else if (request.method !== "GET") say(response, 405, "GET, or POST to /act");
    else if (path === "/events") feed.add(response);
    else await file(path, response);
  }

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (Number(request.headers["content-length"] ?? Infinity) > LONGEST_BODY) {
      say(response, 413, `an action has at most ${LONGEST_BODY} bytes`);
      return;
    }
    const read = action.safeParse(json(await text(request)));
    if (!read.success) {
      say(response, 400, z.prettifyError(read.error));
      return;
    }
    try {
      served.act(read.data);
      feed.push();
      response.writeHead(204).end();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(response, 409, error.message);
    }
  }

  return {
    url: `http://${host}/`,
    close: async () => {
      feed.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function file(path: string, response: ServerResponse): Promise<void> {
  const result = await fileAt(path);
  if (!result) say(response, 404, "not found");
  else response.writeHead(200, { "content-type": result.type }).end(result.body);
}

function say(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) response.end();
  else response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(message);
}

/** What a body says; undefined, which no action is, where it is no JSON. */
function json(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
