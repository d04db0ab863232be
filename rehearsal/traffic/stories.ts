import { shareOfReviews } from "../load/walk.ts";
import type { BadStory } from "./story.ts";

/** The canary's entry point answers nobody: it is taken out of DNS, and rolled back. */
const ENTRY_DOWN = {
  detectedBy: ["health check", { monitor: "canary-entry", state: "Alert" }],
  under: "run",
  says: /rolled back by itself: critical functionality broken[^]*?entry point[^\n]*/,
} as const;

/** Releases that go bad on real traffic, in the order in which they are played. */
export const BAD: readonly BadStory[] = [
  {
    name: "errors",
    shows: "Most of its reviews fail, 10 % of its requests: ./canary run rolls it back by itself.",
    stage: 10,
    breaks: ({ internet, fixtures, walk }) => {
      internet.site.break(fixtures.canary.deployment, { reviews: 10 / shareOfReviews(walk) });
    },
    detectedBy: [{ monitor: "error-rate", state: "Alert", fills: 5 / 10 }],
    under: "run",
    says: /rolled back by itself: error rate above 5 %[^]*?%/,
  },
  {
    name: "silent",
    shows: "It sends no metrics: no news is no good news, and 25 % is refused.",
    stage: 10,
    breaks: { silent: true },
    detectedBy: [{ monitor: "latency", state: "No Data" }],
    under: "advance",
    says: /the gate is inconclusive: [^\n]*Response time \(p95\) no data[^;\n]*/,
  },
  {
    name: "latency",
    shows:
      "Its responses take 2.5 times as long as stable's, with no limit in ms met: rolled back.",
    stage: 25,
    // Calls to the database and others keep their time: 3.6 times the page alone is 2.5 times it all.
    breaks: { latency: 3.6 },
    detectedBy: [{ monitor: "latency-ratio", state: "Alert", fills: 0.05 }],
    under: "run",
    says: /rolled back by itself: response time above 2x the baseline[^]*? x/,
  },
  {
    name: "database",
    shows: "2 % of its queries fail, too few for a roll back by itself: 50 % is refused.",
    stage: 25,
    breaks: { databaseErrors: 2 },
    detectedBy: [{ monitor: "database-errors", state: "Alert", fills: 0 }],
    under: "advance",
    says: /the gate is closed: [^\n]*Database errors [^;\n]*/,
  },
  {
    name: "redis",
    shows: "It cannot reach Redis: nobody can sign in, its health fails, and it is rolled back.",
    stage: 10,
    breaks: { redis: false },
    detectedBy: [{ monitor: "canary-health", state: "Alert" }],
    needs: ["redis-errors"],
    under: "run",
    says: /rolled back by itself: [^\n]*critical functionality broken/,
  },
  {
    name: "sign-in",
    shows: "It turns everybody away who signs in, which no error rate shows: Datadog's check does.",
    stage: 10,
    breaks: { signIn: false },
    detectedBy: [{ monitor: "canary-sign-in", state: "Alert" }],
    under: "run",
    says: /rolled back by itself: critical functionality broken[^]*?sign-in/i,
  },
  {
    ...ENTRY_DOWN,
    name: "edge-down",
    shows:
      "CloudFront, its way in, goes down: Route 53's health check takes it out of DNS, and it is rolled back.",
    stage: 50,
    breaks: ({ internet }) => {
      internet.edges.outage(true);
    },
  },
  {
    ...ENTRY_DOWN,
    name: "certificate",
    shows:
      "Its origin shows another name's certificate, CloudFront answers 502: taken out of DNS and rolled back.",
    stage: 10,
    breaks: ({ store }) => {
      const [distribution] = store.resources("aws:cloudfront/distribution:Distribution");
      if (!distribution) throw new Error("there is no distribution");
      const origins = distribution.outputs["origins"] as readonly object[];
      store.byHand(distribution, {
        origins: origins.map((one) => ({ ...one, domainName: "other.vercel-dns.com" })),
      });
    },
  },
  {
    name: "vercel-down",
    shows:
      "A third of its requests fail, and Vercel's API with them: the roll back moves the weights all the same.",
    stage: 25,
    breaks: ({ internet, store, fixtures }) => {
      internet.site.break(fixtures.canary.deployment, { errorRate: 33 });
      store.fault({ type: "vercel:index/alias:Alias", operation: "update", kind: 500, times: 100 });
    },
    detectedBy: [{ monitor: "error-rate", state: "Alert", fills: 5 / 33 }],
    under: "rollback",
    says: /the roll back is not complete[^\n]*\n- the aliases were not moved: [^\n]*/,
  },
];
