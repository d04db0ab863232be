import { z } from "zod";
import { CHECKLIST_PLAN, percentages, stageAt, type Plan } from "../rollout/plan.ts";
import { duration } from "../rollout/time.ts";
import { isLoopback } from "./clouds.ts";
import { whole } from "./kinds.ts";
import { rule, type Broken } from "./rule.ts";
import { lengthOfTime } from "./time.ts";
import { worded } from "./words.ts";

/** The least that a stage of a team's own may hold, in seconds. */
const LEAST_SOAK = 60;

const stages = z.array(
  z.strictObject({
    /** Percentage of traffic on the canary, 1 to 100, more than the stage before. */
    percentage: whole(1, 100, 10),
    /** How long the stage must hold, in seconds once read. */
    soak: lengthOfTime("10m"),
  }),
);

/** The stages of a rollout and how long each must hold; the checklist's where absent. */
export const plan = worded(stages, {
  allowed: "a list of stages, each a percentage and a soak",
  example: CHECKLIST_PLAN.map(({ percentage, soak }) => ({
    percentage: String(percentage),
    soak: `${soak / 60}m`,
  })),
}).default([...CHECKLIST_PLAN]);

/**
 * What is wrong with a plan. It has the checklist's stages, rising, each held as long or longer. No
 * factor anywhere shortens a soak; a rehearsal's plan may, since its gate asks a Datadog on this
 * machine alone, which in production could never open it.
 */
export function brokenPlan(plan: Plan, { host }: { readonly host?: string | undefined }): Broken[] {
  return [
    ...dropped(plan),
    ...plan.flatMap((stage, index) => [
      ...notAbove(plan[index - 1]?.percentage ?? 0, stage.percentage, index),
      ...(host !== undefined && isLoopback(host) ? [] : tooShort(stage, index)),
    ]),
  ];
}

/** A plan that a stack may have. */
export const planHolds = rule<{
  readonly plan: Plan;
  readonly datadog: { readonly host?: string | undefined };
}>(["plan", "datadog"], ({ plan, datadog }) => brokenPlan(plan, datadog));

function dropped(plan: Plan): Broken[] {
  const missing = CHECKLIST_PLAN.filter(({ percentage }) => !stageAt(plan, percentage));
  if (missing.length === 0) return [];
  const found = `has no stage at ${percentages(missing)} %`;
  const allowed = "every stage of the checklist, and more; none may be left out";
  return [{ path: ["plan"], found, allowed }];
}

function notAbove(before: number, percentage: number, index: number): Broken[] {
  if (percentage > before) return [];
  const path = ["plan", index, "percentage"];
  return [{ path, allowed: "more than the stage before it: stages rise, and the last is 100" }];
}

function tooShort({ percentage, soak }: Plan[number], index: number): Broken[] {
  const least = stageAt(CHECKLIST_PLAN, percentage)?.soak ?? LEAST_SOAK;
  if (soak >= least) return [];
  const path = ["plan", index, "soak"];
  const allowed =
    `${duration(least)} or longer at ${percentage} %; only a rehearsal may shorten it, ` +
    "where datadog.host is a loopback address";
  return [{ path, allowed }];
}
