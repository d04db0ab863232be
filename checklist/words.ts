import type { Carrier, Needed } from "./item.ts";

/** A carrier as a person reads it: `policy contacts`, `Monitor monitoring-error-rate`. */
export function carrierInWords(carrier: Carrier): string {
  switch (carrier.by) {
    case "resource": {
      const type = carrier.type.slice(carrier.type.lastIndexOf(":") + 1);
      const cloud = carrier.type.slice(0, carrier.type.indexOf(":"));
      const name = carrier.name === undefined ? "" : ` ${carrier.name}`;
      return `${cloud} ${type}${name}${carrier.stack ? ` of ${carrier.stack}` : ""}`;
    }
    case "policy":
      return `policy ${carrier.policy}`;
    case "gate":
      return "rule" in carrier
        ? `gate: ${carrier.rule}`
        : `gate: ${carrier.monitors.length === 1 ? "monitor" : "monitors"} ${carrier.monitors.join(", ")}`;
    case "evidence":
      return carrier.how === "verify" ? "evidence of a command" : "evidence of a person";
    case "procedure":
      return carrier.command;
  }
}

/** What asks for an item, in words: `at 25 %`. */
export function neededInWords(needed: Needed): string {
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
