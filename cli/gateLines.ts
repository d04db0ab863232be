import { gateOf } from "../program/gate.ts";
import { asks } from "../rollout/judge.ts";
import { isUnreadable, type FoundRecord } from "../rollout/record.ts";
import { signalsOf } from "../rollout/signals.ts";
import { hasCanary } from "../rollout/traffic.ts";
import type { Asked } from "./asked.ts";
import { nextStep } from "./step.ts";

/** Seconds that whoever asks for the status waits for Datadog. */
const PATIENCE = 5;

/**
 * What the gate says of a rollout's next step, as lines of the status: a title and a text. None where
 * nothing is to rise. Never rejects; ends within seconds.
 *
 * @param stack `project/stack`
 */
export async function gateLines(
  stack: string,
  found: FoundRecord,
  asked: Asked,
): Promise<[title: string, text: string][]> {
  if (!found || isUnreadable(found) || "fault" in asked || !hasCanary(found)) return [];
  const { request, config, keys } = asked;
  const next = nextStep(found, request);
  const question = asks(next.transition);
  if (!question) return [];
  const gate = await gateOf(config, { ...keys, stack, limitSeconds: PATIENCE })(question, found);
  const effect = gate.verdict === "open" ? "passes" : "would be refused";
  return [["gate", [`${gate.verdict}: ${next.words} ${effect}`, ...signalsOf(gate)].join("\n")]];
}
