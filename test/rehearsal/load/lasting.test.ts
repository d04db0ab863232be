import assert from "node:assert/strict";
import { createServer } from "node:https";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openCa } from "../../../rehearsal/edges/ca.ts";
import { open } from "../../../rehearsal/http.ts";
import { startLasting, type LastingKind } from "../../../rehearsal/load/lasting.ts";
import { newFolder } from "../../engine/madeOnce.ts";

const HOST = "www.example.com";
const [CANARY, STABLE] = ["127.77.9.1", "127.77.9.2"];
/** A pause of 10 s is one of 20 ms, one of 120 s of 240 ms. */
const SCALE = 500;
/** Milliseconds in which they make four requests, and pause for 10 s. */
const ROUND = 2100;

describe("clients that come for more than a visit", () => {
  it("leave the canary's address as they were measured, once DNS leads to stable's", async () => {
    const ca = openCa(join(await newFolder(), "ca"));
    const { cert, key } = ca.issue([HOST]);
    const serve = async (address: string, port: number) => {
      const server = createServer({ cert, key }, (_, response) => {
        response.writeHead(200, { "x-app-version": address }).end();
      });
      server.keepAliveTimeout = 60_000;
      return open(server, port, address);
    };
    const canary = await serve(CANARY, 0);
    const stable = await serve(STABLE, canary.port);
    const gone = new AbortController();
    const began = performance.now();
    let resolved = CANARY;
    const last = new Map<string, number>();
    const failed: unknown[] = [];
    const start = (name: string, leaves: LastingKind["leaves"], keeps: number) => {
      startLasting({
        kinds: [{ share: 1, leaves, keeps }],
        site: { host: HOST, https: canary.port, ca: ca.certificate, canary: CANARY, walk: [] },
        resolver: { addresses: () => Promise.resolve([resolved]) },
        ...{ scale: SCALE, signal: gone.signal },
        onRequest: (answer, version) => {
          if (answer !== 200) failed.push(answer);
          if (version === CANARY) last.set(name, (performance.now() - began) / ROUND);
        },
      });
    };
    try {
      start("nginx with a resolver", "with DNS", 0);
      start("HttpClient", "with DNS", 1000);
      start("HAProxy with resolvers", "next connection", 0);
      start("fetch", 4, 0);
      start("Go", 90, 0);
      start("requests", "never", 0);
      start("nginx with a name", "with DNS", Infinity);
      await sleep(300);
      resolved = STABLE;
      await sleep(2.7 * ROUND);
      assert.deepEqual(failed, []);
      const rounds = [...last].map(([name, at]) => [name, Math.ceil(at)]);
      assert.deepEqual(Object.fromEntries(rounds), {
        "nginx with a resolver": 1,
        HttpClient: 1,
        "HAProxy with resolvers": 1,
        fetch: 1,
        Go: 2,
        requests: 3,
        "nginx with a name": 3,
      });
      assert.ok((last.get("nginx with a resolver") ?? 1) < 0.25);
      assert.ok((last.get("HttpClient") ?? 0) > 0.6);
    } finally {
      gone.abort();
      await canary.close();
      await stable.close();
    }
  });
});
