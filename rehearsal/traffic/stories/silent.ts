import type { BadStory } from "../story.ts";

export const silent: BadStory = {
  name: "silent",
  shows: "It sends no metrics: no news is no good news, and 25 % is refused.",
  stage: 10,
  breaks: { silent: true },
  seenBy: [{ monitor: "latency", state: "No Data" }],
  under: "advance",
  expected: {
    code: 1,
    says: /the gate is inconclusive: [^\n]*Response time \(p95\) no data[^;\n]*/,
    takenOff: false,
  },
};
