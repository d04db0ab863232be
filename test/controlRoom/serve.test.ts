import assert from "node:assert/strict";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { mock } from "node:test";
import { movesOf } from "../../controlRoom/moves.ts";
import { serveControlRoom, type ControlRoom } from "../../controlRoom/serve.ts";
import { Refused, type Action, type Snapshot } from "../../controlRoom/snapshot.ts";

const snapshot: Snapshot = {
  at: 0,
  stack: "production",
  plan: [{ percentage: 25, soak: 60 }],
  weights: { stable: 75, canary: 25 },
  hosts: {},
  traffic: [],
  limits: {},
  monitors: [],
  checklist: [],
  log: [],
  app: { name: "shop" },
  headline: { text: "1.5.0 takes 25 %", bad: false },
  moves: movesOf(undefined, false, { stack: "production" }),
};

interface ReceivedRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe("the control room's server", () => {
  let room: ControlRoom;
  let acted: Action[];
  let own: string;
  beforeEach(async () => {
    acted = [];
    room = await serveControlRoom({
      snapshot: () => snapshot,
      act: (action) => {
        if (action.do === "advance") throw new Refused("another command is under way");
        acted.push(action);
      },
    });
    own = new URL(room.url).origin;
  });
  afterEach(() => room.close());

  async function ask(path: string, { method = "GET", headers = {}, body }: ReceivedRequest = {}) {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
    const asking = request(new URL(path, room.url), { method, headers, agent: false }, (answer) => {
      text(answer).then((body) => {
        resolve({ status: answer.statusCode ?? 0, body });
      }, reject);
    });
    asking.once("error", reject);
    asking.end(body);
    return promise;
  }
  const act = (body: string, headers: ReceivedRequest["headers"] = { origin: own }) =>
    ask("/act", {
      method: "POST",
      headers: { "content-length": String(body.length), ...headers },
      body,
    });

  it("listens on one address of loopback alone", async () => {
    const { hostname, port } = new URL(room.url);
    assert.equal(hostname, "127.0.0.1");
    // It would be reached there too if it listened everywhere.
    await assert.rejects(fetch(`http://127.0.0.2:${port}/`));
  });

  it("refuses a Host that is not its own: a name that was made to resolve to loopback", async () => {
    assert.equal((await ask("/")).status, 200);
    for (const host of ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1"])
      assert.equal((await ask("/", { headers: { host } })).status, 403, host);
  });

  it("refuses another page's Origin, and an order without one", async () => {
    for (const path of ["/", "/events"])
      assert.equal((await ask(path, { headers: { origin: "http://evil.example" } })).status, 403);
    const order = '{"do":"roll back"}';
    assert.equal((await act(order, { origin: "null" })).status, 403);
    assert.equal((await act(order, { origin: own.replace("http", "https") })).status, 403);
    assert.equal((await act(order, {})).status, 403);
    assert.deepEqual(acted, []);
    assert.equal((await act(order)).status, 204);
    assert.deepEqual(acted, [{ do: "roll back" }]);
  });

  it("takes no order that it does not know, and none that is too long", async () => {
    for (const body of [
      "",
      "{",
      '{"do":"format"}',
      '{"do":"turn","id":1,"on":true}',
      '{"do":"halt"}',
    ])
      assert.equal((await act(body)).status, 400, body);
    assert.equal((await act(`{"do":"run"${" ".repeat(2000)}}`)).status, 413);
    assert.deepEqual(acted, []);
  });

  it("says why an order cannot be begun now", async () => {
    const answer = await act('{"do":"advance"}');
    assert.equal(answer.status, 409);
    assert.equal(answer.body, "another command is under way");
  });

  it("serves the page's own files and no other", async () => {
    for (const path of ["/", "/theme.css", "/room.js", "/uplot.js", "/uplot.css", "/icon.svg"])
      assert.equal((await ask(path)).status, 200, path);
    for (const path of [
      "/serve.ts",
      "/../serve.ts",
      "/%2e%2e/serve.ts",
      "/constructor",
      "/page/",
      "/index.html",
    ])
      assert.equal((await ask(path)).status, 404, path);
    assert.equal((await ask("/", { method: "PUT" })).status, 405);
  });

  it("allows the page nothing from elsewhere, and no page around it", async () => {
    const { headers } = await fetch(room.url);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|data:/);
  });

  it("shows what an order has done at once, without waiting for the next beat", async () => {
    mock.timers.enable({ apis: ["setInterval"] });
    const still = await serveControlRoom({ snapshot: () => snapshot, act: () => undefined });
    try {
      const { body } = await fetch(new URL("/events", still.url));
      const reader = body?.getReader();
      await reader?.read();
      const headers = { origin: new URL(still.url).origin };
      const order = { method: "POST", headers, body: '{"do":"run"}' };
      assert.equal((await fetch(new URL("/act", still.url), order)).status, 204);
      assert.equal((await reader?.read())?.done, false);
    } finally {
      await still.close();
      mock.timers.reset();
    }
  });

  it("tells whoever looks on at once, and ends with the server", async () => {
    const answer = await fetch(new URL("/events", room.url));
    assert.equal(answer.headers.get("content-type"), "text/event-stream");
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { value = "" } = (await reader?.read()) ?? {};
    assert.match(value, /^data: (.*)$/m);
    assert.deepEqual(JSON.parse(/^data: (.*)$/m.exec(value)?.[1] ?? ""), snapshot);
    await room.close();
    await assert.rejects(fetch(room.url));
    room = await serveControlRoom({ snapshot: () => snapshot, act: () => undefined });
  });
});
