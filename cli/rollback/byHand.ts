import { completed } from "../lacking.ts";
import type { Deployments } from "../move.ts";
import { aliasesOf, frontsOf, hostOf, LEGS, type State } from "../state.ts";

/** The steps in the consoles, for when this tool could not take them. */
export function byHand(result: State, hosts: Deployments | undefined): string {
  const state = completed(result);
  const text = (value: unknown) => (typeof value === "string" ? value : "?");
  const good = "DEPLOYMENT (the good release's id)";
  const points = aliasesOf(state).map(
    ([host, alias]) => `vercel alias set ${hosts?.[host] ?? good} ${hostOf(alias)}`,
  );
  const weights = { stable: 100, canary: 0 };
  const legs = LEGS.map((leg) => `"${leg}" to weight ${weights[leg]}`).join(" and ");
  const splits = frontsOf(state).map(({ weighted: { stable, canary } }) => {
    const one = (stable ?? canary)?.inputs ?? {};
    return `AWS console, Route 53, hosted zone ${text(one["zoneId"])}: of the two CNAME records ${text(one["name"])} set ${legs}.`;
  });
  const steps = [
    ...splits,
    ...points,
    "pulumi refresh, then ./canary rollback again, so that the record says so too.",
  ];
  return ["By hand:", ...steps.map((step, index) => `${index + 1}. ${step}`)].join("\n");
}
