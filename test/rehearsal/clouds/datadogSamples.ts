import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as a from "./samples.ts";
import type { Stand } from "./stand.ts";

export const MONITOR = "datadog:index/monitor:Monitor";
export const TEST = "datadog:index/syntheticsTest:SyntheticsTest";
export const OBJECTIVE = "datadog:index/serviceLevelObjective:ServiceLevelObjective";
export const DASHBOARD = "datadog:index/dashboard:Dashboard";
export const LOGS_METRIC = "datadog:index/logsMetric:LogsMetric";
export const PIPELINE = "datadog:index/logsCustomPipeline:LogsCustomPipeline";
export const LOG_DRAIN = "vercel:index/logDrain:LogDrain";
export const TRACE_DRAIN = "vercel:index/traceDrain:TraceDrain";

/** Inputs that are as they must be; each takes what a test is about. */
export const monitor = (own: Properties = {}) => ({
  name: "Errors",
  type: "query alert",
  query: "sum(last_5m):sum:shop.errors{*} by {version}.as_count() > 5",
  message: "Look.",
  monitorThresholds: { warning: "1", critical: "5" },
  ...own,
});

export const test = (own: Properties = {}) => ({
  name: "Health",
  type: "api",
  subtype: "http",
  status: "live",
  locations: ["aws:eu-central-1"],
  requestDefinition: { method: "GET", url: "https://www.example.com/api/health" },
  assertions: [{ type: "statusCode", operator: "is", target: "200" }],
  optionsList: { tickEvery: 60 },
  ...own,
});

export const objective = (own: Properties = {}) => ({
  name: "Requests that succeed",
  type: "metric",
  query: { numerator: "sum:shop.good{*}.as_count()", denominator: "sum:shop.all{*}.as_count()" },
  thresholds: [{ timeframe: "30d", target: 99.5 }],
  ...own,
});

export const dashboard = (own: Properties = {}) => ({
  title: "Canary",
  layoutType: "ordered",
  widgets: [{ noteDefinition: { content: "Hello" } }],
  ...own,
});

export const logsMetric = (own: Properties = {}) => ({
  name: "shop.requests",
  compute: { aggregationType: "count" },
  filter: { query: "service:shop" },
  ...own,
});

export const pipeline = (own: Properties = {}) => ({
  name: "shop",
  filters: [{ query: "service:shop" }],
  processors: [{ grokParser: { source: "message" } }],
  ...own,
});

export const logDrain = (projectId: string, own: Properties = {}) => ({
  deliveryFormat: "json",
  endpoint: "https://logs.example.com",
  environments: ["production"],
  sources: ["lambda"],
  projectIds: [projectId],
  ...own,
});

export const traceDrain = (projectId: string, own: Properties = {}) => ({
  deliveryFormat: "proto",
  endpoint: "https://traces.example.com/v1/traces",
  projectIds: [projectId],
  ...own,
});

/** How each is born and changed, and the form of its id. */
export const lives = {
  [MONITOR]: {
    born: () => Promise.resolve(monitor()),
    changes: { message: "Look twice." },
    id: /^[1-9]\d+$/,
  },
  [TEST]: {
    born: () => Promise.resolve(test()),
    changes: { status: "paused" },
    id: /^[a-z0-9]{3}(-[a-z0-9]{3}){2}$/,
  },
  [OBJECTIVE]: {
    born: () => Promise.resolve(objective()),
    changes: { description: "another" },
    id: /^[0-9a-f]{32}$/,
  },
  [DASHBOARD]: {
    born: () => Promise.resolve(dashboard()),
    changes: { title: "another" },
    id: /^[a-z0-9]{3}(-[a-z0-9]{3}){2}$/,
  },
  [LOGS_METRIC]: {
    born: () => Promise.resolve(logsMetric()),
    changes: { filter: { query: "service:boutique" } },
    id: /^shop\.requests$/,
  },
  [PIPELINE]: {
    born: () => Promise.resolve(pipeline()),
    changes: { isEnabled: false },
    id: /^[0-9A-Za-z]{22}$/,
  },
  [LOG_DRAIN]: {
    born: async (clouds: Stand) => logDrain(await a.ready(clouds)),
    id: /^ld_[0-9A-Za-z]{16}$/,
  },
  [TRACE_DRAIN]: {
    born: async (clouds: Stand) => traceDrain(await a.ready(clouds)),
    changes: { deliveryFormat: "json" },
    id: /^drn_[0-9a-f]{32}$/,
  },
};
