import type { BadStory } from "../story.ts";

export const redis: BadStory = {
  name: "redis",
  shows: "It cannot reach Redis: nobody can sign in, its health fails, and it is rolled back.",
  stage: 10,
  breaks: { redis: false },
  seenBy: [{ monitor: "canary-health", state: "Alert" }],
  needs: ["redis-errors"],
  under: "run",
  expected: {
    code: 4,
    says: /rolled back by itself: [^\n]*critical functionality broken/,
    takenOff: true,
  },
};
