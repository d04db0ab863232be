import type { State } from "../state.ts";

/** The steps in the consoles, for when this tool could not take them. */
export function byHand(state: State, good: string | undefined): string {
  const { weighted, aliases } = state;
  const text = (value: unknown) => (typeof value === "string" ? value : "?");
  const name = text(weighted.stable.outputs["name"]);
  const hosts = [aliases.stable, aliases.canary].map((alias) => text(alias.outputs["alias"]));
  const deployment = good ?? "DEPLOYMENT (the good release's id)";
  return [
    "By hand:",
    `1. AWS console, Route 53, hosted zone ${text(weighted.stable.outputs["zoneId"])}: of the two CNAME records ${name} set "stable" to weight 100 and "canary" to weight 0.`,
    ...hosts.map((host, index) => `${index + 2}. vercel alias set ${deployment} ${host}`),
    `${hosts.length + 2}. pulumi refresh, then ./canary rollback again, so that the record says so too.`,
  ].join("\n");
}
