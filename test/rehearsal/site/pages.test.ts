import assert from "node:assert/strict";
import type { Resource } from "../../../rehearsal/clouds/index.ts";
import { shareOfReviews, walkOf } from "../../../rehearsal/load/walk.ts";
import { pagesOf, REVIEWS, USUAL, type Pages } from "../../../rehearsal/site/declared.ts";
import { WELL, type Knobs } from "../../../rehearsal/site/knobs.ts";
import { pageOf } from "../../../rehearsal/site/pages.ts";

const TEST = "datadog:index/syntheticsTest:SyntheticsTest";
const HOST = "https://order.books.test";

const resource = (type: string, outputs: object) => ({ type, id: "1", outputs }) as Resource;
const test = (key: string, outputs: object) =>
  resource(TEST, { tags: ["service:books", `canary_monitor:${key}`], ...outputs });
const status = (target: string) => ({ type: "statusCode", operator: "is", target });
const step = (method: string, path: string, right: string, body?: string) => ({
  requestDefinition: { method, url: `${HOST}${path}`, ...(body !== undefined && { body }) },
  assertions: [status(right)],
});

const DECLARED = [
  resource("aws:route53/healthCheck:HealthCheck", {
    resourcePath: "/healthz",
    searchString: '"ready":true',
  }),
  test("canary-health", {
    requestDefinition: { method: "GET", url: `${HOST}/healthz` },
    assertions: [
      status("204"),
      { type: "body", targetjsonpath: { jsonpath: "$.checks.queue.ok", targetvalue: "true" } },
    ],
  }),
  test("canary-api", step("GET", "/v2/books?sort=new", "200")),
  test("canary-sign-in", {
    apiSteps: [
      step("POST", "/login", "302", '{"user":"canary"}'),
      step("POST", "/login", "401", '{"user":"nobody"}'),
      step("GET", "/me/shelf", "200"),
    ],
  }),
  test("canary-realtime", {
    requestDefinition: { url: "wss://order.books.test/live", message: "hello" },
    assertions: [{ type: "receivedMessage", operator: "contains", target: "welcome" }],
  }),
];

const FINE = { ms: 1, failed: false };
const CALLS = { database: FINE, redis: FINE, thirdParty: FINE };

function answer(method: string, path: string, more: Given = {}) {
  const { body = "", knobs = {}, calls = {}, pages = pagesOf(DECLARED) } = more;
  const requested = { method, path, body };
  return pageOf(requested, { ...CALLS, ...calls }, { ...WELL, ...knobs }, pages);
}

interface Given {
  readonly body?: string;
  readonly knobs?: Partial<Knobs>;
  readonly calls?: Partial<typeof CALLS>;
  readonly pages?: Pages;
}

describe("the app's pages in a rehearsal", () => {
  it("are the usual ones where nothing is declared", () => {
    assert.deepEqual(pagesOf([]), USUAL);
    assert.equal(answer("GET", "/api/health", { pages: USUAL }).status, 200);
    assert.equal(answer("GET", "/api/nothing", { pages: USUAL }).status, 404);
  });

  it("answer as the declared tests have it, whatever paths and statuses those ask for", () => {
    assert.equal(answer("GET", "/v2/books").status, 200);
    assert.equal(answer("GET", "/me/shelf").status, 200);
    assert.equal(answer("POST", "/login", { body: '{"user":"canary"}' }).status, 302);
    assert.equal(answer("POST", "/login", { body: '{"user":"nobody"}' }).status, 401);
    assert.deepEqual(pagesOf(DECLARED).realtime, {
      path: "/live",
      send: "hello",
      expect: "welcome",
    });
    assert.deepEqual(pagesOf(DECLARED).payment, USUAL.payment);
  });

  it("say that all is well with all that a declared check of health looks for", () => {
    const { status, body } = answer("GET", "/healthz");
    assert.equal(status, 204);
    assert.ok(body.includes('"ready":true'), body);
    const { checks } = JSON.parse(body) as { checks: { queue: { ok: boolean } } };
    assert.deepEqual(checks.queue, { ok: true });
    const failing = answer("GET", "/healthz", { calls: { redis: { ms: 1, failed: true } } });
    assert.equal(failing.status, 503);
    assert.ok(!failing.body.includes('"ready":true'));
  });

  it("break as the release does", () => {
    const away = answer("GET", "/me/shelf", { knobs: { signIn: false } });
    assert.equal(away.status, 401);
    assert.equal(answer("GET", REVIEWS.path, { knobs: { reviews: 100 } }).status, 500);
    assert.deepEqual(
      answer("POST", "/api/payments/test", { knobs: { payments: false } }).payment,
      "failed",
    );
    const without = { calls: { redis: { ms: 1, failed: true } } };
    assert.equal(answer("POST", "/login", { body: '{"user":"canary"}', ...without }).status, 500);
  });

  it("are walked by visitors, who leave alone what is to be refused, and ask for reviews", () => {
    const usual = walkOf(USUAL);
    assert.equal(usual.length, 8);
    assert.equal(shareOfReviews(usual), 1 / 8);
    const walk = walkOf(pagesOf(DECLARED));
    const paths = walk.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(paths, [
      "GET /",
      "GET /favicon.ico",
      "GET /v2/books",
      "GET /api/reviews",
      "POST /login",
      "GET /me/shelf",
      "GET /v2/books",
      "POST /api/payments/test",
    ]);
  });
});
