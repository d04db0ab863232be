import { gateOf } from "../program/gate.ts";
import type { GateVerdict } from "../rollout/gate.ts";
import { asks } from "../rollout/judge.ts";
import { isUnreadable, type StoredRecord } from "../rollout/record.ts";
import { signalsOf } from "../rollout/signals.ts";
import { hasCanary } from "../rollout/traffic.ts";
import type { RequestedConfig } from "./requested.ts";
import { nextStep } from "./step.ts";
import { localized, type Here } from "./times.ts";

/** Seconds that whoever queries the status waits for Datadog. */
const PATIENCE = 5;

/** What the gate says of a rollout's next step, and that step in words. */
export interface GateAhead {
  readonly gate: GateVerdict;
  readonly message: string;
}

/**
 * Query the gate for a rollout's next step; nothing where no share is to increase. Never rejects; ends
 * within seconds.
 *
 * @param stack `project/stack`
 */
export async function gateAhead(
  stack: string,
  stored: StoredRecord,
  increase: RequestedConfig,
): Promise<GateAhead | undefined> {
  if (!stored || isUnreadable(stored) || "fault" in increase || !hasCanary(stored))
    return undefined;
  const { request, config, keys } = increase;
  const next = nextStep(stored, request);
  const question = asks(next.transition);
  if (!question) return undefined;
  const gate = await gateOf(config, { ...keys, stack, limitSeconds: PATIENCE })(question, stored);
  return { gate, message: next.message };
}

/** The same as lines of the status: a title and a text, with times as the clocks here have them. */
export function gateLines(
  ahead: GateAhead | undefined,
  here: Here,
): [title: string, text: string][] {
  if (!ahead) return [];
  const { gate, message } = ahead;
  // Whether a soak, drift or a halt refuses it too, other lines say.
  const effect = gate.verdict === "open" ? "passes the gate" : "would be refused";
  const lines = [`${gate.verdict}: ${message} ${effect}`, ...signalsOf(gate)];
  return [["gate", localized(lines.join("\n"), here)]];
}
