import type { BadStory } from "../story.ts";

export const latency: BadStory = {
  name: "latency",
  shows: "Its responses take 2.5 times as long as stable's, with no limit in ms met: rolled back.",
  stage: 25,
  // Calls to the database and others keep their time: 3.6 times the page alone is 2.5 times it all.
  breaks: { latency: 3.6 },
  seenBy: [{ monitor: "latency-ratio", state: "Alert", fills: 0.05 }],
  under: "run",
  expected: {
    code: 4,
    says: /rolled back by itself: response time above 2x the baseline[^]*? x/,
    takenOff: true,
  },
};
