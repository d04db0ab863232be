import { z } from "zod";

/** What `./canary checklist --format json` prints. */
export const checklist = z
  .array(
    z.strictObject({
      id: z.string(),
      section: z.string(),
      text: z.string().describe("the checklist's own words"),
      coveredBy: z
        .array(
          z.looseObject({ by: z.enum(["resource", "policy", "gate", "evidence", "procedure"]) }),
        )
        .describe("what covers the item"),
      needed: z.array(z.string()).describe("the moments that require it"),
      severity: z.enum(["low", "medium", "high", "critical"]),
      exemptable: z.boolean(),
      state: z.enum(["met", "unmet", "stale", "exempt", "not yet needed", "not applicable"]),
      by: z.string().describe("what says so"),
      since: z.string().optional().describe("since when, an instant in UTC, where that is known"),
      todo: z.string().optional().describe("what to do, where something is to be done"),
    }),
  )
  .describe("the checklist in its order, item by item");

export type ChecklistOutput = z.input<typeof checklist>;
