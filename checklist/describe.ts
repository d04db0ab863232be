import type { Coverage, Needed } from "./item.ts";

/** What covers an item, as a person reads it: `policy contacts`, `Monitor monitoring-error-rate`. */
export function describeCoverage(coverage: Coverage): string {
  switch (coverage.by) {
    case "resource": {
      const type = coverage.type.slice(coverage.type.lastIndexOf(":") + 1);
      const cloud = coverage.type.slice(0, coverage.type.indexOf(":"));
      const name = coverage.name === undefined ? "" : ` ${coverage.name}`;
      return `${cloud} ${type}${name}${coverage.stack ? ` of ${coverage.stack}` : ""}`;
    }
    case "policy":
      return `policy ${coverage.policy}`;
    case "gate":
      return "rule" in coverage
        ? `gate: ${coverage.rule}`
        : `gate: ${coverage.monitors.length === 1 ? "monitor" : "monitors"} ${coverage.monitors.join(", ")}`;
    case "evidence":
      return coverage.how === "verify" ? "evidence of a command" : "evidence of a person";
    case "procedure":
      return coverage.command;
  }
}

/** When an item is required, as text: `at 25 %`. */
export function describeNeeded(needed: Needed): string {
  switch (needed) {
    case "always":
      return "always";
    case "start":
      return "at the start";
    case "promote":
      return "at the promote";
    case "finish":
      return "after a finish";
    case "roll back":
      return "after a roll back";
    case "close-out":
      return "after any end";
    default:
      return `at ${needed} %`;
  }
}
