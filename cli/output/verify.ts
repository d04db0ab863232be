import { z } from "zod";

/** What `./canary verify --format json` prints. */
export const verified = z
  .strictObject({
    items: z.array(
      z.strictObject({
        item: z.string(),
        version: z.string().describe("the release that it was verified of"),
        deployment: z.string(),
        verdict: z
          .enum(["pass", "fail", "not configured", "not run"])
          .describe("not configured: no command is named for it; not run: interrupted before"),
        observed: z.string().describe("what was found, in words"),
        seconds: z.number().optional(),
        fault: z.string().optional().describe("why its evidence was not written"),
      }),
    ),
    passed: z.int(),
    failed: z.int(),
    interrupted: z.boolean(),
  })
  .describe("what was verified, item by item; its evidence is in evidence/");

export type VerifyOutput = z.input<typeof verified>;
