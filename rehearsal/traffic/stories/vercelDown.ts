import type { BadStory } from "../story.ts";

export const vercelDown: BadStory = {
  name: "vercel-down",
  shows:
    "A third of its requests fail, and Vercel's API with them: the roll back moves the weights all the same.",
  stage: 25,
  breaks: ({ internet, store, cast }) => {
    internet.site.break(cast.canary.deployment, { errorRate: 33 });
    store.fault({ type: "vercel:index/alias:Alias", operation: "update", kind: 500, times: 100 });
  },
  seenBy: [{ monitor: "error-rate", state: "Alert", fills: 5 / 33 }],
  under: "rollback",
  expected: {
    code: 3,
    says: /the roll back is not complete[^\n]*\n- the aliases were not moved: [^\n]*/,
    takenOff: true,
  },
};
