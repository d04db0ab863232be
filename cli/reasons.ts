import { refersTo } from "../rollout/refusal.ts";
import { engineMessages } from "./engine/engine.ts";
import type { Event } from "./review/events.ts";
import { messagesOf } from "./review/messages.ts";
import { policiesOf } from "./review/violations.ts";

/** What the hooks say of a refusal that was already reported for another resource of the run. */
const AGAIN = /refused, as said above/;

/**
 * Why an operation failed, a line each, each once: what refuses the rollout first, then policies, then
 * what else went wrong. What the engine printed, where its events give no reason.
 */
export function reasonsOf(events: readonly Event[], error: unknown): string {
  const { refusals, faults } = messagesOf(events);
  const { mandatory } = policiesOf(events);
  const said = [
    ...refusals,
    ...mandatory.flatMap(({ policy, resource, message }) =>
      message
        .split("\n")
        // Policies of the rollout judge by the program's own rules, and refer to what it prints.
        .filter((line) => !refersTo(refusals, line))
        .map(
          (line) => `policy ${policy}${resource === undefined ? "" : ` (${resource})`}: ${line}`,
        ),
    ),
    ...faults.map(({ resource, message }) =>
      resource === undefined ? message : `${resource}: ${message}`,
    ),
  ].filter((line) => !AGAIN.test(line));
  return said.length > 0 ? [...new Set(said)].join("\n") : engineMessages(error);
}
