import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { z } from "zod";
import { bodyOf, open, parsed, send } from "./http.ts";

/** The token that is taken. */
export const TOKEN = "rehearsal";

const PURGE = /^\/zones\/([0-9a-f]{32})\/purge_cache$/;

const purge = z.strictObject({ hosts: z.array(z.string().min(1)).min(1).max(100) });

/** What of Cloudflare's API no resource is made by: purging the cache, on this machine. */
export interface CloudflareApi {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Start it on a free port. It refuses as the documentation has it: another token, a body that names no
 * hosts or more than a hundred, any other call.
 * https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export async function startCloudflareApi(): Promise<CloudflareApi> {
  const server = createServer((request, response) => {
    const { method, url = "", headers } = request;
    const [, zone] = PURGE.exec(url) ?? [];
    void bodyOf(request).then((body) => {
      if (headers.authorization !== `Bearer ${TOKEN}`)
        refuse(response, 401, 10000, "Authentication error");
      else if (method !== "POST" || zone === undefined)
        refuse(response, 404, 7003, "Could not route to the request");
      else if (!purge.safeParse(parsed(body.toString())).success)
        refuse(response, 400, 1012, "Request must contain one of hosts, files, tags, prefixes");
      else send(response, 200, { success: true, errors: [], result: { id: randomUUID() } });
    });
  });
  const { port, close } = await open(server);
  return { url: `http://127.0.0.1:${port}`, close };
}

function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  send(response, status, { success: false, errors: [{ code, message }], result: null });
}
