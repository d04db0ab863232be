import { z } from "zod";
import {
  CHECKLIST_PLAN,
  percentages,
  shortfalls,
  type Plan,
  type Shortfall,
} from "../rollout/plan.ts";
import { duration } from "../rollout/time.ts";
import { isLoopback } from "./clouds.ts";
import { byExemption } from "./exemptions.ts";
import { whole } from "./kinds.ts";
import { rule, type Broken } from "./rule.ts";
import { lengthOfTime } from "./time.ts";
import { worded } from "./messages.ts";

/** The least that a stage of a team's own may hold, in seconds. */
const LEAST_SOAK = 60;

const stages = z.array(
  z.strictObject({
    /** Percentage of traffic on the canary, 1 to 100, more than the stage before. */
    percentage: whole(1, 100, 10),
    /** How long the stage must hold before the next one. */
    soak: lengthOfTime("10m"),
  }),
);

/** The checklist's plan, as it is typed. */
const typedPlan = CHECKLIST_PLAN.map(({ percentage, soak }) => ({
  percentage,
  soak: `${soak / 60}m`,
}));

/** The stages of a rollout and how long each must hold; the checklist's where absent. */
export const plan = worded(stages, {
  allowed: "a list of stages, each a percentage and a soak",
  example: typedPlan.map(({ percentage, soak }) => ({ percentage: String(percentage), soak })),
}).prefault(typedPlan);

/** What a plan is judged by. */
interface PlanRules {
  /** Datadog's, where config names one. */
  readonly host?: string | undefined;
  /** The items whose exemptions let a stage be left out or cut short. */
  readonly exempt?: readonly string[];
}

/**
 * What is wrong with a plan. It has the checklist's stages, in increasing order, each held as long or
 * longer, but for what is exempt. No factor anywhere shortens a soak; a rehearsal's plan may, since its
 * gate queries a Datadog on this machine alone, which in production could never open it.
 */
export function brokenPlan(plan: Plan, { host, exempt = [] }: PlanRules): Broken[] {
  const short = shortfalls(plan).filter(({ item }) => !item || !exempt.includes(item));
  return [
    ...dropped(short),
    ...plan.flatMap((stage, index) => [
      ...notAbove(plan[index - 1]?.percentage ?? 0, stage.percentage, index),
      ...(mayBeShort(host) ? [] : tooShort(stage, index, short)),
    ]),
  ];
}

/** A plan that a stack may have. Whether an exemption that is listed counts is judged, not read. */
export const planHolds = rule<{
  readonly plan: Plan;
  readonly datadog: { readonly host?: string | undefined };
  readonly exemptions: readonly { readonly item: string }[];
}>(["plan", "datadog", "exemptions"], ({ plan, datadog, exemptions }) =>
  brokenPlan(plan, { ...datadog, exempt: exemptions.map(({ item }) => item) }),
);

/** Whether soaks may be of any length: where Datadog is a rehearsal's. */
export function mayBeShort(host: string | undefined): boolean {
  return host !== undefined && isLoopback(host);
}

function dropped(short: readonly Shortfall[]): Broken[] {
  const missing = short.filter(({ soak }) => soak === undefined);
  if (missing.length === 0) return [];
  const problem = `has no stage at ${percentages(missing.map(({ stage }) => stage))} %`;
  const items = missing.flatMap(({ item }) => item ?? []);
  // 10 and 100 % may not be left out: then no exemption makes the plan right.
  const more = items.length === missing.length ? byExemption(items) : "; none may be left out";
  return [{ path: ["plan"], problem, allowed: `every stage of the checklist, and more${more}` }];
}

function notAbove(before: number, percentage: number, index: number): Broken[] {
  if (percentage > before) return [];
  const path = ["plan", index, "percentage"];
  return [{ path, allowed: "more than the stage before it: stages increase, and the last is 100" }];
}

function tooShort(
  { percentage, soak }: Plan[number],
  index: number,
  short: readonly Shortfall[],
): Broken[] {
  const { stage, item } = short.find((one) => one.stage.percentage === percentage) ?? {};
  const least = stage?.soak ?? LEAST_SOAK;
  if (soak >= least) return [];
  const path = ["plan", index, "soak"];
  const more =
    item !== undefined && soak >= LEAST_SOAK
      ? byExemption([item])
      : "; only a rehearsal may shorten it, where datadog.host is a loopback address";
  return [{ path, allowed: `${duration(least)} or longer at ${percentage} %${more}` }];
}
