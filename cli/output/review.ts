import { z } from "zod";
import type { Change } from "../review/changes.ts";
import type { Review } from "../review/review.ts";
import { gate } from "./parts.ts";

const violation = z.strictObject({
  policy: z.string(),
  resource: z.string().optional(),
  message: z.string(),
});

const change = z.strictObject({
  name: z.string(),
  type: z.string(),
  op: z.enum(["create", "update", "replace", "delete", "import"]),
  properties: z.array(
    z.strictObject({
      path: z.string(),
      message: z.string().optional().describe("what it is to people: weight 10 → 25"),
      before: z.string().optional().describe("absent where config has secrets that are not marked"),
      after: z.string().optional(),
    }),
  ),
});

const leftOut = z.strictObject({ item: z.string(), reason: z.string() });

/** What `./canary review --format json` prints. */
export const reviewed = z
  .strictObject({
    stack: z.string().describe("project/stack"),
    headline: z.string(),
    refused: z.boolean().describe("whether pulumi up would not apply it"),
    transition: z.string().optional().describe("absent where the rollout stays as it is"),
    refusals: z.array(z.string()),
    faults: z.array(z.strictObject({ resource: z.string().optional(), message: z.string() })),
    notes: z.array(z.string()),
    numbers: z.array(z.string()),
    gate: gate.optional(),
    policies: z.strictObject({
      judged: z.int(),
      held: z.int(),
      mandatory: z.array(violation),
      advisory: z.array(violation),
    }),
    expected: z.array(change).describe("the changes that the transition consists of"),
    others: z.array(change),
    commits: z
      .strictObject({ from: z.string(), to: z.string(), link: z.string().optional() })
      .optional(),
    evidence: z.array(
      z.strictObject({
        item: z.string(),
        verdict: z.enum(["pass", "exempt"]),
        at: z.string(),
        digest: z.string(),
      }),
    ),
    notApplicable: z.array(leftOut),
    noLongerRequired: z.array(leftOut),
    exemptions: z.array(
      z.strictObject({
        item: z.string(),
        by: z.string(),
        expires: z.string(),
        reason: z.string(),
        covers: z.string().describe("what it exempts, in words"),
      }),
    ),
    goingBack: z.string().optional().describe("how to go back, or on"),
  })
  .describe("what a change does to a stack, as a pull request shows it");

type ReviewOutput = z.input<typeof reviewed>;

/** A review as a program reads it. */
export function reviewOutput(review: Review): ReviewOutput {
  const { policies, scope, exemptions, goingBack, showsValues } = review;
  const changes = (all: readonly Change[]) => all.map((one) => changeOutput(one, showsValues));
  return {
    stack: review.stack,
    headline: review.headline,
    refused: review.refused,
    transition: review.transition,
    refusals: [...review.refusals],
    faults: [...review.faults],
    notes: [...review.notes],
    numbers: [...review.numbers],
    gate: review.gate && { ...review.gate, measurements: [...review.gate.measurements] },
    policies: {
      judged: policies.judged,
      held: policies.held,
      mandatory: [...policies.mandatory],
      advisory: [...policies.advisory],
    },
    expected: changes(review.expected),
    others: changes(review.others),
    commits: review.commits,
    evidence: [...review.evidence],
    notApplicable: [...scope.all],
    noLongerRequired: [...scope.taken],
    exemptions: exemptions.map(({ item, by, expires, reason, lets }) => ({
      ...{ item, by, expires, reason },
      covers: lets,
    })),
    goingBack,
  };
}

function changeOutput({ name, type, op, what }: Change, isVerified: boolean) {
  return {
    ...{ name, type, op },
    properties: what.map(({ path, summary: message, before, after }) => ({
      path,
      message,
      ...(isVerified && { before, after }),
    })),
  };
}
