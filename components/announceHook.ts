import * as pulumi from "@pulumi/pulumi";
import type { AppliedTransition } from "../rollout/announcement.ts";
import type { Measurement } from "../rollout/gate.ts";
import { isUnreadable, readRecord } from "../rollout/record.ts";
import type { Blocks } from "../rollout/request.ts";

/**
 * Notifies people of a transition. It must end by itself, within seconds; it returns why it could not,
 * as text.
 */
export type Announce = (applied: AppliedTransition) => Promise<string | undefined>;

/**
 * Notifies of a transition once the record has it; a hold leaves the record alone, and so notifies
 * nobody. Whatever fails here is a warning and fails nothing: the transition is applied by then, and an
 * after-hook that throws would fail the update and leave the outputs behind.
 */
export function announceHook(args: {
  readonly announce: Announce;
  readonly blocks: Blocks;
  /** What the gate measured in this update, by the time that the hook runs. */
  readonly measured: () => readonly Measurement[];
}): pulumi.ResourceHookBinding {
  const hook = new pulumi.ResourceHook("announce", async ({ newInputs }) => {
    const record = readRecord(newInputs?.["input"]);
    if (!record || isUnreadable(record)) return;
    const { blocks, measured } = args;
    const failed = await args
      .announce({ record, blocks, measurements: measured() })
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (failed !== undefined)
      await pulumi.log.warn(`the event of this ${record.kind} was not posted: ${failed}`);
  });
  return { afterCreate: [hook], afterUpdate: [hook] };
}
