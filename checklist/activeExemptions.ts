import type { Exemption } from "../rollout/facts.ts";
import { MONITORS } from "../rollout/monitors.ts";
import { shortfalls, type Plan, type Shortfall } from "../rollout/plan.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import { duration } from "../rollout/time.ts";
import { STAGES } from "./requirements.ts";
import { evidenced, type Needed } from "./item.ts";
import { itemOf } from "./items.ts";
import { isLimit, LIMITS, type Limit } from "./limits.ts";
import { bearingOn } from "./measured.ts";
import { describeNeeded } from "./describe.ts";

/** Where alerts fire and what a rollout goes by, as config has it. */
export interface Loosened {
  readonly thresholds: Readonly<Record<Limit["alert"], Readonly<Record<Limit["level"], number>>>>;
  readonly plan: Plan;
}

/** What decides how much an exemption exempts. */
interface Allowed extends Loosened {
  /** All exemptions that count. */
  readonly exempt: readonly Exemption[];
}

/** An exemption in force, with what it exempts, as text. */
export interface ActiveExemption extends Exemption {
  readonly lets: string;
}

/** All that is exempted now: by what counts, and of the plan that a rollout under way began with. */
export function activeExemptions(
  counting: readonly Exemption[],
  record: RolloutRecord | undefined,
  config: Loosened,
): readonly ActiveExemption[] {
  const begun = record && record.percentage > 0 ? record : undefined;
  const allowed = { ...config, exempt: counting, ...(begun && { plan: begun.plan }) };
  const lets = ({ item }: Exemption) => exempts(item, allowed);
  const taken = (begun?.exempted ?? []).filter(
    ({ item }) => !counting.some((one) => one.item === item),
  );
  return [
    ...counting.map((one) => ({ ...one, lets: lets(one) })),
    ...taken.map((one) => ({ ...one, lets: `${lets(one)}, taken when this rollout began` })),
  ];
}

/** The points of an increase at which items are required. */
const INCREASES: readonly Needed[] = ["start", ...STAGES, "promote"];

/** What an exemption of an item, or of the rule `release-changed`, exempts, as text. */
export function exempts(item: string, allowed: Allowed): string {
  const limits = LIMITS.filter((limit) => limit.item === item);
  const short = shortfalls(allowed.plan).find((one) => one.item === item);
  const said = [
    ...(item === "release-changed" ? ["a release that was changed outside, at 0 %"] : []),
    ...limits.flatMap((limit) => looser(limit, allowed)),
    ...(short ? [shortened(short)] : []),
    ...evidence(item),
    ...(isLimit(item) ? [] : monitors(item, allowed)),
  ];
  if (said.length > 0) return said.join("; ");
  const left = isLimit(item) ? [] : others(item, allowed);
  return left.length > 0
    ? `nothing by itself: what measures it is required by ${left.join(", ")} too`
    : "nothing: config is as strict as the checklist";
}

function looser({ alert, level, most, unit }: Limit, { thresholds }: Allowed): string[] {
  const set = thresholds[alert][level];
  return set > most
    ? [`thresholds.${alert}.${level} of ${set}${unit}, ${most}${unit} in the checklist`]
    : [];
}

function shortened({ stage, soak }: Shortfall): string {
  return soak === undefined
    ? `a plan without ${stage.percentage} %`
    : `a soak of ${duration(soak)} at ${stage.percentage} %, ${duration(stage.soak)} in the checklist`;
}

function evidence(id: string): string[] {
  const item = itemOf(id);
  if (!item || evidenced(item) === undefined) return [];
  const steps = item.needed.filter((one) => one !== "always").map(describeNeeded);
  return [`that its evidence is missing ${steps.join(", ")}`];
}

/** The monitors that it exempts, each with when. */
function monitors(item: string, { exempt }: Allowed): string[] {
  return MONITORS.filter(({ items }) => items.includes(item)).flatMap(({ key, items }) => {
    const passing = INCREASES.filter((step) => isExempted(items, step, exempt));
    if (passing.length === 0) return [];
    const when =
      passing.length === INCREASES.length ? "" : ` ${passing.map(describeNeeded).join(", ")}`;
    return [`the monitor ${key}${when}`];
  });
}

function isExempted(items: readonly string[], step: Needed, exempt: Allowed["exempt"]): boolean {
  const bearing = bearingOn(items, [step], exempt);
  return bearing !== undefined && "exempted" in bearing;
}

/** The other items for which the monitors that cover it are still queried. */
function others(item: string, { exempt }: Allowed): string[] {
  const covered = MONITORS.filter(({ items }) => items.includes(item)).flatMap(
    ({ items }) => items,
  );
  return [...new Set(covered)].filter((one) => !exempt.some((other) => other.item === one));
}
