import { describeRefusal, type Refusal } from "../rollout/refusal.ts";
import { localized, type Here } from "./times.ts";

/** Refusals as somebody at this machine reads them, a line each. */
export function refusedLines(refusals: readonly Refusal[], here: Here): string[] {
  return refusals.map((one) => localized(describeRefusal(one), here));
}
