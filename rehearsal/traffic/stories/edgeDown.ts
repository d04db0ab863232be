import type { BadStory } from "../story.ts";

export const edgeDown: BadStory = {
  name: "edge-down",
  shows:
    "CloudFront, its way in, goes down: Route 53's health check takes it out of DNS, and it is rolled back.",
  stage: 50,
  breaks: ({ internet }) => {
    internet.edges.outage(true);
  },
  seenBy: ["health check", { monitor: "canary-entry", state: "Alert" }],
  under: "run",
  expected: {
    code: 4,
    says: /rolled back by itself: critical functionality broken[^]*?entry point[^\n]*/,
    takenOff: true,
  },
};
