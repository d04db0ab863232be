import { shareOfReviews } from "../../load/walk.ts";
import type { BadStory } from "../story.ts";

export const errors: BadStory = {
  name: "errors",
  shows: "Half of its reviews fail, 6 % of its requests: ./canary run rolls it back by itself.",
  stage: 10,
  breaks: ({ internet, cast, walk }) => {
    internet.site.break(cast.canary.deployment, { reviews: 6 / shareOfReviews(walk) });
  },
  seenBy: [{ monitor: "error-rate", state: "Alert", fills: 5 / 6 }],
  under: "run",
  expected: { code: 4, says: /rolled back by itself: error rate above 5 %[^]*?%/, takenOff: true },
};
