import { z } from "zod";
import { gate, step, refusal, release } from "./parts.ts";

/** What `./canary status --format json` prints. */
export const status = z
  .strictObject({
    stack: z.string().describe("project/stack"),
    at: step.describe("when this was read"),
    record: z
      .strictObject({
        stable: release,
        canary: release.nullable().describe("null where there is none"),
        percentage: z.int().min(0).max(100),
        enteredAt: z.string().describe("when this stage was entered: an instant in UTC"),
        kind: z.string().describe("the transition that made the record"),
        halted: z.boolean(),
      })
      .nullable()
      .describe("null where there is none that can be read"),
    recordFault: z.string().nullable().describe("why there is no record"),
    soak: z
      .strictObject({
        seconds: z.number(),
        heldSeconds: z.number(),
        until: step,
      })
      .nullable()
      .describe("null where no stage holds traffic"),
    next: z.string().nullable().describe("the next step in words; null where there is none"),
    weights: z.array(
      z.strictObject({
        host: z.string().nullable().describe("a further public host's name; null for the first"),
        stable: z.number().nullable(),
        canary: z.number().nullable(),
      }),
    ),
    hosts: z.array(z.strictObject({ host: z.string(), deployment: z.string().nullable() })),
    missing: z.array(z.string()).describe("what the state lacks of the rollout"),
    drift: z.array(z.string()).describe("where traffic is not what the record says"),
    pending: z.array(z.string()).describe("what an update began and did not end"),
    lock: z.string().nullable().describe("who holds the stack's lock"),
    requested: z
      .union([
        z.strictObject({ fault: z.string() }),
        z.strictObject({
          percentage: z.int(),
          stable: release,
          canary: release.nullable(),
          transition: z.string(),
          refusals: z.array(refusal),
          notes: z.array(z.string()),
        }),
      ])
      .nullable()
      .describe("what the stack file requests, or why it cannot be read; null without a record"),
    gate: gate
      .nullable()
      .describe("what the gate says of the next step; null where it is not queried"),
  })
  .describe("where a rollout stands, what is requested, and what comes next");

export type StatusOutput = z.input<typeof status>;
