import type { Config } from "../../../config.ts";
import { withConfig, type Check } from "../check.ts";
import { fault, ok, unknown } from "../finding.ts";

/** A feature that is configured, and the plans that have it. */
interface Feature {
  readonly key: string;
  readonly plans: readonly string[];
  readonly docs: string;
}

const PAID = ["pro", "enterprise"];

/** What of a stack's config needs a plan at Vercel. */
export function featuresOf(config: Config): readonly Feature[] {
  const environment = "environment" in config.vercel ? config.vercel.environment : undefined;
  const drain = config.environment === "production" && config.monitoring.drain;
  return [
    ...(config.vercel.skewProtection === undefined
      ? []
      : [
          {
            ...{ key: "vercel.skewProtection", plans: PAID },
            docs: "https://vercel.com/docs/skew-protection",
          },
        ]),
    ...(drain
      ? [{ key: "monitoring.drain", plans: PAID, docs: "https://vercel.com/docs/drains" }]
      : []),
    ...(environment === undefined
      ? []
      : [
          {
            ...{ key: "vercel.environment", plans: PAID },
            docs: "https://vercel.com/docs/deployments/environments",
          },
        ]),
  ];
}

/** How long deployments are kept (`operations.retention`) needs no plan. */
export const vercelPlan: Check = {
  id: "vercel-plan",
  title: "whether Vercel's plan has what is configured",
  for: ["up"],
  run: withConfig(async ({ clouds, config }) => {
    const features = featuresOf(config);
    if (features.length === 0) return [ok("nothing is configured that needs a plan")];
    const { plan } = await clouds.standing(config.vercel.team);
    if (plan === undefined)
      return [
        unknown(
          `Vercel does not say which plan the team has, and ${features.map(({ key }) => key).join(", ")} need one`,
          "a token whose user may see the team's billing plan",
        ),
      ];
    const lacking = features.filter(({ plans }) => !plans.includes(plan));
    if (lacking.length === 0)
      return [ok(`${plan} has ${features.map(({ key }) => key).join(", ")}`)];
    return lacking.map(({ key, plans, docs }) =>
      fault(
        `the team is on ${plan}, and ${key} is configured`,
        `the plan ${plans.join(" or ")} (${docs})`,
        `leave ${key} out, or change the plan`,
      ),
    );
  }),
};
