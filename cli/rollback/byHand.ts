import type { State } from "../state.ts";
import type { Hosts } from "./decide.ts";

/** The steps in the consoles, for when this tool could not take them. */
export function byHand(state: State, hosts: Hosts | undefined): string {
  const { weighted, aliases } = state;
  const text = (value: unknown) => (typeof value === "string" ? value : "?");
  const name = text(weighted.stable.outputs["name"]);
  const good = "DEPLOYMENT (the good release's id)";
  const points = (["stable", "canary"] as const).map(
    (leg) => `vercel alias set ${hosts?.[leg] ?? good} ${text(aliases[leg].outputs["alias"])}`,
  );
  return [
    "By hand:",
    `1. AWS console, Route 53, hosted zone ${text(weighted.stable.outputs["zoneId"])}: of the two CNAME records ${name} set "stable" to weight 100 and "canary" to weight 0.`,
    ...points.map((command, index) => `${index + 2}. ${command}`),
    `${points.length + 2}. pulumi refresh, then ./canary rollback again, so that the record says so too.`,
  ].join("\n");
}
