import { settingsIn } from "../../components/trafficSettings.ts";
import { driftOf } from "../../rollout/drift.ts";
import { isUnreadable, type RolloutRecord } from "../../rollout/record.ts";
import { isRelease } from "../../rollout/release.ts";
import { absentIn } from "../lacking.ts";
import type { StackOutput } from "../output/statusAll.ts";
import { stateIn } from "../state.ts";
import { recordOutput, soakOutput } from "./output.ts";

/** A stack, or a project's stacks, that cannot be read. */
export function unreadStack(stack: string, fault: string): StackOutput {
  return {
    ...{ stack, fault, record: null, soak: null, haltedFor: null },
    ...{ missing: [], drift: [], pending: [], lock: null },
  };
}

/**
 * Where one stack of many stands, by its exported state alone; undefined where it has no rollout.
 *
 * @param stack what it is called in the output
 * @param lock who holds it, in words; null where nobody does, or it is unknown
 */
export function stackOutput(
  stack: string,
  exported: { deployment?: unknown },
  lock: string | null,
  now: Date,
): StackOutput | undefined {
  const state = stateIn(exported, stack);
  if (!state) return undefined;
  const { stored, resources } = state;
  const around = { missing: absentIn(state), pending: [...state.pending], lock };
  if (!stored) return { ...unreadStack(stack, "the state holds no record"), ...around };
  if (isUnreadable(stored))
    return {
      ...unreadStack(stack, `the record cannot be read: ${stored.unreadable}`),
      ...around,
    };
  return {
    ...{ stack, fault: null },
    record: recordOutput(stored),
    soak: soakOutput(stored, now),
    haltedFor: haltedFor(stored),
    ...around,
    drift: driftOf(stored, settingsIn(resources), "in the state"),
  };
}

function haltedFor({ halted, canary }: RolloutRecord): string | null {
  return halted.findLast(({ release }) => isRelease(release, canary))?.reason ?? null;
}
