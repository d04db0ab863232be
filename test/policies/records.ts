import { EVIDENCED } from "../../checklist/items.ts";
import type { Needed } from "../../checklist/item.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { after, HOUR, NEW, OLD, promoted, rolling, T0 } from "../rollout/build.ts";

/** Evidence of all that some steps require, verified a minute before `T0`. */
export function verified(...steps: readonly Needed[]): RolloutRecord["evidence"] {
  return EVIDENCED.filter(({ needed }) => needed.some((one) => steps.includes(one))).map(
    ({ id }) => ({ item: id, verdict: "pass", at: after(-60), digest: `sha256:${id}` }),
  );
}

/** 1.5.0 was started at `T0`, an hour after it was prepared. */
export function started(over: Partial<RolloutRecord> = {}): RolloutRecord {
  const from = { percentage: 0, enteredAt: after(-HOUR) };
  return rolling(10, { from, evidence: verified("start"), ...over });
}

/** It advanced from 10 to 25 % at `T0`, an hour after the start. */
export function advanced(over: Partial<RolloutRecord> = {}): RolloutRecord {
  const from = { percentage: 10, enteredAt: after(-HOUR) };
  return rolling(25, { from, evidence: verified("25"), ...over });
}

/** It became stable at `T0`, an hour after it had reached 100 %. */
export function promotedAfter(over: Partial<RolloutRecord> = {}): RolloutRecord {
  const from = { percentage: 100, enteredAt: after(-HOUR) };
  return promoted({ from, evidence: verified("promote"), ...over });
}

/** Everything is wrong with it but that it goes back. */
export function steppedBack(): RolloutRecord {
  return started({
    kind: "step back",
    from: { percentage: 25, enteredAt: T0 },
    plan: [{ percentage: 10, soak: 1 }],
    evidence: [],
    halted: [{ release: NEW, reason: "slow", at: T0 }],
    owed: { ended: "finish", release: OLD, at: T0 },
  });
}
