import assert from "node:assert/strict";
import {
  areAll,
  CLIENT_KINDS,
  CLIENTS,
  sharesIn,
  USUAL_CLIENTS,
  type Client,
} from "../../rollout/clients.ts";
import { leaving } from "../../rollout/leaving.ts";

describe("the clients of a site", () => {
  it("are as they were measured", () => {
    const all: Readonly<Record<string, Client>> = CLIENTS;
    assert.deepEqual(
      CLIENT_KINDS.map((kind) => [kind, all[kind]?.leaves, all[kind]?.keeps]),
      [
        ["chromium", "next connection", 60],
        ["nginx-literal", "never", Infinity],
        ["nginx-resolver", "with DNS", 0],
        ["haproxy", "never", Infinity],
        ["haproxy-resolvers", "next connection", 0],
        ["jdk-http1", "with DNS", 30],
        ["jdk-http2", "never", 30],
        ["jdk-urlconnection", 5, 30],
        ["go", 90, 0],
        ["node-fetch", 4, 0],
        ["node-agent", 5, 0],
        ["undici-http2", "never", 0],
        ["python-requests", "never", 0],
        ["python-httpx", 5, 0],
        ["python-aiohttp", 15, 10],
        ["bind-serve-stale", "with DNS", 86_400],
      ],
    );
  });

  it("that never leave say what makes them", () => {
    for (const { leaves, ...client } of Object.values<Client>(CLIENTS))
      assert.equal(client.until !== undefined, leaves === "never", client.name);
  });

  it("are usually mostly browsers, and 100 % in all", () => {
    assert.ok(areAll(USUAL_CLIENTS));
    assert.equal(USUAL_CLIENTS.chromium, 90);
  });

  it("are those that the state holds, and the usual ones where it cannot be read", () => {
    assert.deepEqual(sharesIn({ go: 60, haproxy: 40 }), { go: 60, haproxy: 40 });
    for (const raw of [undefined, null, 1, "go", [], { go: 99 }, { go: "100" }, { goo: 100 }])
      assert.equal(sharesIn(raw), USUAL_CLIENTS);
  });
});

describe("who leaves the canary's leg when", () => {
  it("is each kind with a share, by the way that it leaves, the most frequent first", () => {
    assert.deepEqual(
      leaving(
        {
          ...{ "nginx-resolver": 10, "jdk-http1": 20, haproxy: 0, "python-requests": 5 },
          ...{ chromium: 40, "jdk-http2": 5, "nginx-literal": 10, "node-fetch": 10 },
        },
        60,
      ),
      [
        [
          "by themselves",
          "JDK HttpClient over HTTP/1.1: within 1 min 30 s; nginx with resolver and a variable: within 1 min",
        ],
        [
          "with a new connection",
          "Chromium: within 2 min, but for a connection that lives on; Node fetch: after a pause of 4 s",
        ],
        [
          "when made to",
          "nginx with a name in proxy_pass or upstream: a reload; JDK HttpClient over HTTP/2, Python requests: the server closes",
        ],
      ],
    );
  });

  it("has no line for a way that nobody leaves by", () => {
    assert.deepEqual(leaving({ haproxy: 100 }, 60), [
      ["when made to", "HAProxy without resolvers: a restart"],
    ]);
  });
});
