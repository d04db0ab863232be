import { z } from "zod";
import { instant } from "../../rollout/time.ts";

/** A time in UTC, ISO 8601. */
export const step = instant;

export const release = z.strictObject({
  version: z.string(),
  commit: z.string(),
  /** Vercel's deployment id. */
  deployment: z.string(),
});

export const measurement = z.strictObject({
  key: z.string().optional().describe("the monitor's key, where it is a monitor's"),
  name: z.string(),
  verdict: z.enum(["open", "closed", "inconclusive", "warning", "exempt"]),
  observed: z.string().describe("the numbers, in words"),
  link: z.string().optional(),
});

export const gate = z.strictObject({
  verdict: z.enum(["open", "closed", "inconclusive"]),
  measurements: z.array(measurement),
  recoveredAt: step.optional().describe("when the last monitor recovered: a soak counts from then"),
});

export const refusal = z.strictObject({
  rule: z.string(),
  observed: z.string().describe("what refuses it"),
  remedy: z.string().describe("what to do"),
});
