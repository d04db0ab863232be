import type { BadStory } from "../story.ts";

export const signIn: BadStory = {
  name: "sign-in",
  shows: "It turns everybody away who signs in, which no error rate shows: Datadog's check does.",
  stage: 10,
  breaks: { signIn: false },
  seenBy: [{ monitor: "canary-sign-in", state: "Alert" }],
  under: "run",
  expected: {
    code: 4,
    says: /rolled back by itself: critical functionality broken[^]*?sign-in/i,
    takenOff: true,
  },
};
