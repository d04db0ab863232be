import { z } from "zod";
import { PURPOSES } from "../doctor/finding.ts";
import { step } from "./parts.ts";

const verdict = z.enum(["ok", "fault", "unknown"]);
const purposes = z.array(z.enum(PURPOSES));

/** What `./canary doctor --format json` prints. */
export const examined = z
  .strictObject({
    stack: z.string().describe("project/stack"),
    at: step.describe("when the checks were begun"),
    for: purposes.describe("what was to be possible"),
    sound: z.boolean().describe("whether nothing stops it: no fault, and nothing unknown"),
    checks: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        for: purposes.describe("what a fault of it would stop"),
        verdict: verdict.describe("the worst of its findings"),
        seconds: z.number(),
        findings: z.array(
          z.strictObject({
            verdict,
            observed: z.string(),
            expected: z.string().optional().describe("what is needed; of faults"),
            remedy: z.string().optional().describe("what to do; of unknown, what it takes to know"),
            notable: z
              .boolean()
              .optional()
              .describe("whether people should read it though all is in order"),
            stops: purposes.optional().describe("where that is less than the check is for"),
          }),
        ),
      }),
    ),
  })
  .describe("what would stop an update, a start or a roll back");

export type DoctorOutput = z.input<typeof examined>;
