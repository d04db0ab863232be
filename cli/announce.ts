import { announce } from "../program/announce.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import { extrasOf, watchedOf } from "./monitored.ts";
import type { Project } from "./project.ts";
import type { State } from "./state.ts";

/**
 * Notify Datadog of a transition that was made from the state alone, where no hook does. Never rejects,
 * and ends within seconds; returns why Datadog could not be notified, as text.
 */
export async function announceFromState(
  project: Project,
  stackName: string,
  state: State,
  record: RolloutRecord,
): Promise<string | undefined> {
  const monitored = watchedOf(state);
  const { account } = extrasOf(project, stackName, state);
  if (!monitored) return "the state holds no monitoring";
  if (!account) return "the stack file names no Datadog site that can be read";
  return announce(
    { record, blocks: {}, measurements: [] },
    { account, monitored, directory: project.directory },
  );
}
