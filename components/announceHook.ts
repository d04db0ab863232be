import * as pulumi from "@pulumi/pulumi";
import type { AppliedTransition } from "../rollout/announcement.ts";
import type { Measurement } from "../rollout/gate.ts";
import { isUnreadable, readRecord } from "../rollout/record.ts";
import type { Blocks } from "../rollout/request.ts";

/**
 * Tells people of a transition. It must end by itself, within seconds; it gives why it could not, in
 * words.
 */
export type Announce = (applied: AppliedTransition) => Promise<string | undefined>;

/**
 * What tells of a transition once the record has it; a hold leaves the record alone, and so is not
 * told. Whatever fails here is said and fails nothing: the transition is carried out by then, and an
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
