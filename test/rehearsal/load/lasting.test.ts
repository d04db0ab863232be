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
/** A pause of 10 s is one of 20 ms, one of 120 s of 240 ms; between two requests are 500 ms always. */
const SCALE = 500;

describe("clients that come for more than a visit", () => {
  it("leave the canary's address as they were measured, where DNS leads to stable's", async () => {
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
    const requests = new Map<string, number>();
    const failed: unknown[] = [];
    const start = (name: string, leaves: LastingKind["leaves"], keeps: number) => {
      startLasting({
        kinds: [{ share: 1, leaves, keeps }],
        site: { host: HOST, https: canary.port, ca: ca.certificate, canary: CANARY, walk: [] },
        resolver: { addresses: () => Promise.resolve([STABLE]) },
        ...{ scale: SCALE, signal: gone.signal },
        onRequest: (answer, version) => {
          if (answer !== 200) failed.push(answer);
          if (version === CANARY) requests.set(name, (requests.get(name) ?? 0) + 1);
        },
      });
    };
    try {
      start("nginx with a resolver", "with DNS", 0);
      start("HAProxy with resolvers", "next connection", 0);
      start("fetch", 4, 0);
      start("Go", 90, 0);
      start("requests", "never", 0);
      start("nginx with a name", "with DNS", Infinity);
      const made = (name: string) => requests.get(name) ?? 0;
      // Last, and beside nobody who comes for the first time: it leaves by the clock.
      while (made("requests") < 10 || made("nginx with a name") < 10) await sleep(50);
      start("HttpClient", "with DNS", 1000);
      // Of ten each: four requests in a row, then a pause, in turn a short one and a long one.
      const leaving = {
        "nginx with a resolver": 10,
        "HAProxy with resolvers": 40,
        fetch: 40,
        Go: 80,
      };
      const staying = ["requests", "nginx with a name"];
      const isOver = () =>
        staying.every((name) => made(name) > 120) &&
        Object.entries(leaving).every(([name, last]) => made(name) >= last);
      while (!isOver()) await sleep(50);
      assert.deepEqual(failed, []);
      for (const [name, last] of Object.entries(leaving)) assert.equal(made(name), last, name);
      // Each keeps its answer for two seconds of the clock.
      assert.ok(made("HttpClient") > 10 && made("HttpClient") <= 50, String(made("HttpClient")));
    } finally {
      gone.abort();
      await canary.close();
      await stable.close();
    }
  });
});
