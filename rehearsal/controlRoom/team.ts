import { stepOf, verifyStep, type RolloutStep } from "../evidence.ts";
import type { LiveProduction } from "../traffic/liveProduction.ts";
import { stageAfter } from "../traffic/scale.ts";
import { canaryIn, type RolloutRecord } from "../../controlRoom/index.ts";

/** How long to wait before items that could not be verified are tried again, in milliseconds. */
const AGAIN = 10_000;

/**
 * The people who verify what a rollout requires of them and of the app, as soon as they can.
 *
 * @param verified where the rollout stood when a step was last verified: its `enteredAt`
 * @param onLine called with what was verified, or why it could not be, as text
 */
export function teamOf(
  { workspace, app }: LiveProduction,
  verified: string | undefined,
  onLine: (message: string) => void,
) {
  let rested = 0;
  let verifying: Promise<void> | undefined;
  let failed: string | undefined;
  const verifyDue = async ({ enteredAt }: RolloutRecord, { release, step }: Due) => {
    try {
      onLine(`${describe(step)}: ${await verifyStep(workspace, app, release, step)}`);
      verified = enteredAt;
    } catch (error) {
      const [message] = (error instanceof Error ? error.message : String(error)).split("\n");
      if (message !== failed) onLine(`${describe(step)}: ${message ?? ""}`);
      failed = message;
      rested = Date.now() + AGAIN;
    }
  };
  return {
    /** Read where the rollout stands, and verify what is due; one step at a time. */
    look(record: RolloutRecord | undefined): void {
      if (!record || verifying || record.enteredAt === verified || Date.now() < rested) return;
      const due = dueAt(record);
      if (!due) return;
      verifying = verifyDue(record, due).finally(() => {
        verifying = undefined;
      });
    },
    close: async () => {
      await verifying;
    },
  };
}

interface Due {
  readonly release: RolloutRecord["canary"];
  readonly step: RolloutStep;
}

/** What can be verified now: for the canary's next step, or for a rollout that has ended. */
function dueAt(record: RolloutRecord): Due | undefined {
  const { owed, canary, percentage, plan } = record;
  if (owed && percentage === 0)
    return { release: owed.release, step: owed.ended === "finish" ? "finish" : "roll back" };
  if (!canaryIn(record)) return undefined;
  const step = stepOf(plan, stageAfter(plan, percentage)?.percentage ?? "promote");
  return step === undefined ? undefined : { release: canary, step };
}

function describe(step: RolloutStep): string {
  return typeof step === "number" ? `for ${step} %` : `for the ${step}`;
}
