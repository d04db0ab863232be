import type { BadStory } from "../story.ts";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

export const certificate: BadStory = {
  name: "certificate",
  shows:
    "Its origin shows another name's certificate, CloudFront answers 502: taken out of DNS and rolled back.",
  stage: 10,
  breaks: ({ store }) => {
    const [distribution] = store.resources(DISTRIBUTION);
    if (!distribution) throw new Error("there is no distribution");
    const origins = distribution.outputs["origins"] as readonly object[];
    store.byHand(distribution, {
      origins: origins.map((one) => ({ ...one, domainName: "other.vercel-dns.com" })),
    });
  },
  seenBy: ["health check", { monitor: "canary-entry", state: "Alert" }],
  under: "run",
  expected: {
    code: 4,
    says: /rolled back by itself: critical functionality broken[^]*?entry point[^\n]*/,
    takenOff: true,
  },
};
