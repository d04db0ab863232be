import { z } from "zod";
import { step } from "./parts.ts";
import { status } from "./status.ts";

const { record, soak, missing, drift, pending, lock } = status.shape;

/** What `./canary status --all --format json` prints. */
export const statusAll = z
  .strictObject({
    at: step.describe("when this was read"),
    stacks: z.array(
      z.strictObject({
        stack: z.string().describe("project/stack, with its organization in front at Pulumi Cloud"),
        fault: z
          .string()
          .nullable()
          .describe("why the stack, its record, or a project's list of stacks cannot be read"),
        ...{ record, soak },
        haltedFor: z.string().nullable().describe("why the canary is halted; null where it is not"),
        ...{ missing, drift, pending, lock },
      }),
    ),
    others: z.int().describe("how many stacks have no rollout: staging, and what is not canary's"),
  })
  .describe("where each stack of the backend stands, those that need somebody first");

export type StatusAllOutput = z.input<typeof statusAll>;
export type StackOutput = StatusAllOutput["stacks"][number];
