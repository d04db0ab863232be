import { z } from "zod";
import { step } from "./parts.ts";

/** What a line of `./canary run --format json` is: each line is JSON of its own. */
export const runEvent = z
  .strictObject({
    at: step,
    event: z
      .enum(["stands", "waits", "step", "stepped", "rolls back", "says", "ended"])
      .describe(
        "stands: where it begins; waits: what keeps it back; step: a step begins; stepped: it was applied; ended: the last line",
      ),
    message: z.string(),
    report: z.array(z.string()).optional().describe("stepped: what it was judged by, a line each"),
    exitCode: z
      .int()
      .optional()
      .describe(
        "ended: 0 reached, 1 refused or failed, 2 it could not begin, 3 a roll back that is not complete, 4 rolled back, 130 interrupted",
      ),
  })
  .describe("one line of what an unattended rollout does");

export type RunEvent = Omit<z.input<typeof runEvent>, "at">;
