import { z } from "zod";
import { atLeast, flag, oneOf, prose, text, whole } from "./kinds.ts";
import { database, redis } from "./sources.ts";
import { worded } from "./words.ts";

/** A tag's value at Datadog, in lower case as it is kept there. */
function tag(example: string) {
  return text(/^[a-z0-9][a-z0-9_./-]{0,99}$/, "lower-case letters, digits and _ . / -", example);
}

/** A name that Datadog knows: of an operation or of a metric. */
function name(usual: string) {
  return text(
    /^[a-zA-Z][a-zA-Z0-9_.]{0,149}$/,
    "a name at Datadog: a letter, then letters, digits, _ and .",
    usual,
  ).default(usual);
}

function path(example: string) {
  return text(/^\/[^\s#{}]*$/, "a path that begins with /", example);
}

const step = z.strictObject({
  /** What it does. */
  name: prose("sign in"),
  method: oneOf(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
  path: path("/api/session"),
  /** The status that is right. */
  status: whole(100, 599, 200).default(200),
  /** JSON that is sent; `{{ NAME }}` stands for one of `variables`. Nothing where absent. */
  body: text(/^[\s\S]{1,5000}$/, "JSON as text, up to 5000 characters", "'{}'").optional(),
});

/** Requests, one after the other. */
function flow(what: string, at: string) {
  return worded(z.array(step).min(1), {
    allowed: "a list of requests, each a name, a method, a path and the status that is right",
    example: [{ name: what, method: "POST", path: at, status: "200" }],
  });
}

/** What Datadog does as a user would, from outside: its synthetic tests, which it sells apart. */
const checks = z.strictObject({
  /** Whether they run; true where absent. Without them, nothing notices a broken flow, or CloudFront down. */
  enabled: flag.default(true),
  /** Where they run from. */
  locations: z
    .array(
      text(
        /^(aws|gcp|azure|pl):[a-z0-9-]+$/,
        "a location of Datadog's synthetic tests",
        "aws:eu-central-1",
      ),
    )
    .min(1)
    .default(["aws:eu-central-1", "aws:us-east-1"]),
  /** A path of the API that answers 200 with JSON. */
  api: path("/api/products"),
  /** Signing in as a test user. */
  signIn: flow("sign in", "/api/session"),
  /** Paying, in the processor's test mode. */
  payment: flow("pay", "/api/payments/test"),
  /** A websocket: what is sent, and what the answer must hold. */
  realtime: z.strictObject({
    path: path("/api/realtime"),
    send: text(/^[\s\S]{1,500}$/, "text, up to 500 characters", "ping"),
    expect: text(/^[\s\S]{1,500}$/, "text, up to 500 characters", "pong"),
  }),
  /** Pages and assets that must be there. */
  assets: z.array(path("/")).min(1),
  /** Datadog's global variables that requests use, by name, each its id; none where absent. */
  variables: z
    .record(
      text(/^[A-Z][A-Z0-9_]*$/, "capital letters, digits and _", "CANARY_PASSWORD"),
      text(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        "the id of a global variable, a UUID",
        "90c3b7a1-1f2e-4d3c-8b5a-5d1f0e9a2b3c",
      ),
    )
    .default({}),
});

/** What is watched, and as what Datadog knows it. */
export const monitoring = z.strictObject({
  /** The value of the tag `service`. */
  service: tag("shop"),
  /** The value of the tag `env`; production where absent. */
  env: tag("production").default("production"),
  /** What is measured on: traces, or the logs that Vercel sends; apm where absent. */
  signal: oneOf(["apm", "logs"]).default("apm"),
  /** Whether this program makes Vercel's drain to Datadog; false where absent. */
  drain: flag.default(false),
  /** What Datadog calls the spans of a trace; as OpenTelemetry's are called where absent. */
  operations: z
    .strictObject({
      request: name("http.server.request"),
      database: name("postgresql.query"),
      redis: name("redis.query"),
      thirdParties: name("http.client.request"),
    })
    .prefault({}),
  /** The metrics that the app sends. */
  metrics: z
    .strictObject({
      cpu: name("app.cpu.percent"),
      memory: name("app.memory.percent"),
      integrity: name("app.integrity.violations"),
      security: name("app.security.findings"),
      paymentsAttempted: name("app.payments.attempted"),
      paymentsFailed: name("app.payments.failed"),
      checkoutsStarted: name("app.checkouts.started"),
      checkoutsCompleted: name("app.checkouts.completed"),
    })
    .prefault({}),
  /** Where the numbers of the database come from. */
  database,
  /** Where the numbers of Redis come from. */
  redis,
  checks,
  /** The least requests of the canary at a stage, for a rise to be judged by them; 100 where absent. */
  minimumRequests: whole(1, 1_000_000, 100).default(100),
  /** Whether Error Tracking, which Datadog sells apart, is in use; false where absent. */
  errorTracking: flag.default(false),
  /** Requests that must succeed within 30 days, in percent; 99.5 where absent. */
  availability: atLeast(99.5, 100, "percent").default(99.5),
  /** Where the runbook is read; alerts point into it. */
  runbookUrl: text(
    /^https:\/\/[^\s#]+$/,
    "an https:// address without #",
    "https://runbooks.example.com/canary",
  ),
});
