/** Names of spans that frameworks and tracers give a visitor's request, the most telling first. */
const REQUESTS = [
  "http.server.request",
  "next.request",
  "web.request",
  "express.request",
  "fastify.request",
  "http.request",
];

/** What else a span is of, by its name. */
const KINDS = {
  database: /^(postgres|postgresql|pg|mysql|mysql2|prisma|mongodb|mariadb)\b.*(query|command)/,
  redis: /^(redis|ioredis)\b/,
  thirdParties: /^(http\.client\.request|fetch|undici\.request)$/,
} as const;

/** The usual names: config needs no key for those. */
const USUAL: Readonly<Record<string, string>> = {
  request: "http.server.request",
  database: "postgresql.query",
  redis: "redis.query",
  thirdParties: "http.client.request",
};

/** The spans of which there are metrics: `trace.NAME.hits`. */
export function spansIn(metrics: readonly string[]): string[] {
  return metrics.flatMap((metric) => /^trace\.(.+)\.hits$/.exec(metric)?.[1] ?? []);
}

/** The span of a visitor's request; undefined where none is known. */
export function requestSpan(spans: readonly string[]): string | undefined {
  return REQUESTS.find((name) => spans.includes(name));
}

/**
 * What config says of the names of spans: those that are not the usual ones; and that there are no calls to
 * third parties, where there are spans and none of those.
 */
export function operationsOf(
  spans: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (spans.length === 0) return undefined;
  const names: [string, unknown][] = [["request", requestSpan(spans)]];
  for (const [part, form] of Object.entries(KINDS)) {
    const matches = spans.filter((span) => form.test(span));
    const usual = USUAL[part] ?? "";
    names.push([part, matches.includes(usual) ? usual : matches[0]]);
  }
  const own = names.flatMap(([part, name]) => {
    if (name === undefined && part === "thirdParties")
      return [[part, { none: "Datadog has no spans of calls to third parties" }] as const];
    return name === undefined || name === USUAL[part] ? [] : [[part, name] as const];
  });
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
