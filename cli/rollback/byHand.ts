import type { Deployments } from "../move.ts";
import { aliasesOf, hostOf, type State } from "../state.ts";

/** The steps in the consoles, for when this tool could not take them. */
export function byHand(state: State, hosts: Deployments | undefined): string {
  const { weighted } = state;
  const text = (value: unknown) => (typeof value === "string" ? value : "?");
  const name = text(weighted.stable.outputs["name"]);
  const good = "DEPLOYMENT (the good release's id)";
  const points = aliasesOf(state).map(
    ([host, alias]) => `vercel alias set ${hosts?.[host] ?? good} ${hostOf(alias)}`,
  );
  return [
    "By hand:",
    `1. AWS console, Route 53, hosted zone ${text(weighted.stable.outputs["zoneId"])}: of the two CNAME records ${name} set "stable" to weight 100 and "canary" to weight 0.`,
    ...points.map((command, index) => `${index + 2}. ${command}`),
    `${points.length + 2}. pulumi refresh, then ./canary rollback again, so that the record says so too.`,
  ].join("\n");
}
