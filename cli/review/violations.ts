import { nameOf } from "../state.ts";
import type { Event } from "./events.ts";

/** A policy that does not hold, once for each resource that violates it. */
export interface Violation {
  readonly policy: string;
  /** The resource's name; absent where it is the stack. */
  readonly resource?: string | undefined;
  readonly message: string;
}

/** What the policy pack said. */
export interface Policies {
  readonly mandatory: readonly Violation[];
  readonly advisory: readonly Violation[];
  /** How many policies were run, and how many of those found nothing. */
  readonly judged: number;
  readonly held: number;
  /** A pack was given, and none of its policies ran: its config disables them. */
  readonly disabled: boolean;
}

export function policiesOf(events: readonly Event[]): Policies {
  const judged = events.flatMap(
    ({ policyAnalyzeSummaryEvent: one, policyAnalyzeStackSummaryEvent: other }) =>
      [one, other].filter((summary) => summary !== undefined),
  );
  const failed = new Set(judged.flatMap((summary) => summary.failed));
  const judgedPolicies = new Set([...failed, ...judged.flatMap((summary) => summary.passed)]);
  const violations = events.flatMap(({ policyEvent }) => policyEvent ?? []);
  const of = (mandatory: boolean) =>
    violations
      .filter(({ enforcementLevel }) => (enforcementLevel === "mandatory") === mandatory)
      .map(({ policyName, resourceUrn, message }): Violation => ({
        policy: policyName,
        resource: resourceUrn?.includes("::pulumi:pulumi:Stack::")
          ? undefined
          : resourceUrn && nameOf(resourceUrn),
        message: ownMessage(message),
      }))
      .sort((a, b) => a.policy.localeCompare(b.policy, "en"));
  return {
    mandatory: of(true),
    advisory: of(false),
    judged: judgedPolicies.size,
    held: judgedPolicies.size - failed.size,
    disabled: judgedPolicies.size === 0 && events.some(({ policyLoadEvent }) => policyLoadEvent),
  };
}

/** The engine puts a policy's description in a line above what it found. */
function ownMessage(message: string): string {
  const [description = "", ...result] = message.trim().split("\n");
  return result.length > 0 ? result.join("\n") : description;
}
