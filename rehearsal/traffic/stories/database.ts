import type { BadStory } from "../story.ts";

export const database: BadStory = {
  name: "database",
  shows: "2 % of its queries fail, too few for a roll back by itself: 50 % is refused.",
  stage: 25,
  breaks: { databaseErrors: 2 },
  seenBy: [{ monitor: "database-errors", state: "Alert", fills: 0 }],
  under: "advance",
  expected: {
    code: 1,
    says: /the gate is closed: [^\n]*Database errors [^;\n]*/,
    takenOff: false,
  },
};
