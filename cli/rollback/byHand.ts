import { completed } from "../lacking.ts";
import type { Deployments } from "../move.ts";
import { aliasesOf, hostOf, LEGS, type State } from "../state.ts";

/** The steps in the consoles, for when this tool could not take them. */
export function byHand(found: State, hosts: Deployments | undefined): string {
  const state = completed(found);
  const { stable, canary } = state.weighted;
  const text = (value: unknown) => (typeof value === "string" ? value : "?");
  const one = (stable ?? canary)?.inputs ?? {};
  const good = "DEPLOYMENT (the good release's id)";
  const points = aliasesOf(state).map(
    ([host, alias]) => `vercel alias set ${hosts?.[host] ?? good} ${hostOf(alias)}`,
  );
  const weights = { stable: 100, canary: 0 };
  const legs = LEGS.map((leg) => `"${leg}" to weight ${weights[leg]}`).join(" and ");
  return [
    "By hand:",
    `1. AWS console, Route 53, hosted zone ${text(one["zoneId"])}: of the two CNAME records ${text(one["name"])} set ${legs}.`,
    ...points.map((command, index) => `${index + 2}. ${command}`),
    `${points.length + 2}. pulumi refresh, then ./canary rollback again, so that the record says so too.`,
  ].join("\n");
}
