import { weighExemptions } from "../checklist/exemption.ts";
import { ITEMS } from "../checklist/items.ts";
import { LIMITS, type Limit } from "../checklist/limits.ts";
import type { ProductionConfig } from "../config.ts";
import type { Lapse } from "../rollout/facts.ts";
import { shortfalls, stageAt, type Plan } from "../rollout/plan.ts";
import { duration, type Instant } from "../rollout/time.ts";
import { mayBeShort } from "./plan.ts";
import { keyOf } from "./raw.ts";
import { beyondLimits, limitKey, type Thresholds } from "./thresholds.ts";

/** A production stack's config with the numbers that hold now. */
export type InForce = ProductionConfig & {
  /** What config requests by exemptions that do not count: the checklist's value holds in its place. */
  readonly lapsed: readonly Lapse[];
};

/**
 * What of a config holds at an instant. A number that is looser than the checklist's, and a stage that is
 * left out or cut short, hold while the exemption of their item counts. Never throws: going back must not
 * fail by an exemption that ran out.
 */
export function inForce(config: ProductionConfig, now: Instant): InForce {
  const { approvers, exemptions, thresholds, plan, datadog } = config;
  const rules = { approvers, items: ITEMS, now };
  const { counting } = weighExemptions(exemptions, rules);
  const counts = (item: string | undefined) => counting.some((one) => one.item === item);
  const why = (item: string | undefined) =>
    weighExemptions(
      exemptions.filter((one) => one.item === item),
      rules,
    ).faults.join(", and ");

  const beyond = beyondLimits(thresholds).filter(({ item }) => !counts(item));
  const short = shortfalls(plan).filter(
    ({ item, soak }) => !counts(item) && (soak === undefined || !mayBeShort(datadog.host)),
  );
  return {
    ...config,
    thresholds: withLimits(thresholds, beyond),
    plan: withStages(
      plan,
      short.map(({ stage }) => stage),
    ),
    lapsed: [
      ...beyond.map((limit): Lapse => {
        const { alert, level, most, unit, item } = limit;
        return {
          refuses: "every increase",
          observed: `${limitKey(limit)} is ${thresholds[alert][level]}${unit}, and ${why(item)}; the checklist's ${most}${unit} is in force`,
        };
      }),
      ...short.map(({ stage, soak, item }): Lapse => {
        const { percentage } = stage;
        const problem =
          soak === undefined
            ? `has no stage at ${percentage} %`
            : `holds ${percentage} % for ${duration(soak)}`;
        return {
          refuses: "the start",
          observed: `${keyOf(["plan"])} ${problem}, and ${why(item)}; the checklist's ${duration(stage.soak)} at ${percentage} % is in force`,
        };
      }),
    ],
  };
}

/** The thresholds with the checklist's number at these limits. */
function withLimits(thresholds: Thresholds, limits: readonly Limit[]): Thresholds {
  return limits.reduce<Thresholds>((all, { alert, level, most }) => {
    const levels = { ...all[alert], [level]: most };
    // A looser warning that still counts may not come after critical: no monitor is made of that.
    const first = LIMITS.find((one) => one.alert === alert && one.level === "warning");
    const warning = levels.warning < levels.critical ? levels.warning : (first?.most ?? 0);
    return { ...all, [alert]: { ...levels, warning } };
  }, thresholds);
}

/** The plan with the checklist's own stages in place of these. */
function withStages(plan: Plan, stages: Plan): Plan {
  if (stages.length === 0) return plan;
  const others = plan.filter(({ percentage }) => !stageAt(stages, percentage));
  return [...others, ...stages].toSorted((a, b) => a.percentage - b.percentage);
}
