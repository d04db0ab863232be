import type { MonitoringArgs } from "../../../components/monitoring/index.ts";
import type { MonitorsArgs } from "../../../components/monitoring/shapes.ts";
import type { Thresholds, Watched } from "../../../components/monitoring/definition.ts";

export const thresholds: Thresholds = {
  errorRate: { warning: 1, critical: 5 },
  latency: { warning: 200, critical: 500 },
  latencyRatio: { warning: 1.5, critical: 2 },
  databaseQuery: { warning: 100, critical: 250 },
  redisCommand: { warning: 20, critical: 100 },
  connections: { warning: 80, critical: 90 },
  cpu: { warning: 80, critical: 90 },
  memory: { warning: 80, critical: 90 },
  thirdParties: { warning: 1, critical: 5 },
  payments: { warning: 1, critical: 5 },
  checkouts: { warning: 50, critical: 30 },
  certificateDays: 20,
};

export const watched: Watched = {
  service: "shop",
  env: "production",
  operations: {
    request: "http.server.request",
    database: "postgresql.query",
    redis: "redis.query",
    thirdParties: "http.client.request",
  },
  metrics: {
    cpu: "app.cpu.percent",
    memory: "app.memory.percent",
    integrity: "app.integrity.violations",
    security: "app.security.findings",
    payments: { attempted: "app.payments.attempted", failed: "app.payments.failed" },
    checkouts: { started: "app.checkouts.started", completed: "app.checkouts.completed" },
  },
  database: { source: "rds", tag: "dbinstanceidentifier:shop", maxConnections: 400 },
  redis: { source: "elasticache", tag: "cacheclusterid:shop", maxConnections: 65000 },
};

export const monitors: MonitorsArgs = {
  stack: "canary/production",
  watched,
  thresholds,
  versions: { stable: "1.4.0", canary: "1.5.0" },
  circumstances: { signal: "apm", twoReleases: true, lacking: {} },
  runbookUrl: "https://runbooks.example.com/canary",
};

/** How the app says that it is well. */
export const HEALTH = { path: "/api/health", status: 200, body: '"status":"ok"' };

const step = { name: "ask", method: "POST", status: 200, body: "{}" } as const;

/** All of it, for a rollout under way. */
export const monitoring: MonitoringArgs = {
  ...watched,
  stack: "canary/production",
  signal: "apm",
  hosts: {
    public: "www.example.com",
    canary: "canary.example.com",
    origin: "canary-origin.example.com",
    entry: "d111111abcdef8.cloudfront.net",
  },
  health: HEALTH,
  releases: {
    stable: { version: "1.4.0", deployment: "dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A" },
    canary: { version: "1.5.0", deployment: "dpl_5tQkRmZ2wHq8VnYxJpLc3SdFgB7e" },
  },
  thresholds,
  availability: 99.5,
  runbookUrl: "https://runbooks.example.com/canary",
  checks: {
    locations: ["aws:eu-central-1", "aws:us-east-1"],
    api: "/api/products",
    signIn: [{ ...step, path: "/api/session" }],
    payment: [{ ...step, path: "/api/payments/test" }],
    realtime: { path: "/api/realtime", send: "ping", expect: "pong" },
    assets: ["/", "/favicon.ico"],
    variables: { CANARY_PASSWORD: "90c3b7a1-0000-4000-8000-5d1f0e9a2b3c" },
  },
  lacking: {},
};
