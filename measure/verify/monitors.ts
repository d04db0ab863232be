import type { GateVerdict } from "../../rollout/gate.ts";
import type { CheckResult } from "./verified.ts";

/**
 * Whether the monitors that cover an item are well, by what the gate has measured: each of them there,
 * with data, and not in alert. A warning passes, and is reported.
 */
export function monitorsWell(keys: readonly string[], measured: GateVerdict): CheckResult {
  const own = measured.measurements.filter(({ key }) => key !== undefined && keys.includes(key));
  const line = ({ name, verdict, observed }: (typeof own)[number]) =>
    `${name} ${observed} (${verdict})`;
  const bad = own.filter(({ verdict }) => verdict === "closed" || verdict === "inconclusive");
  // Where Datadog could not be queried, what the gate has is one line that says why.
  const silent = measured.measurements.map(line).join("; ");
  return {
    faults: own.length === 0 ? [`no monitor was measured: ${silent}`] : bad.map(line),
    observed: own.map(line).join("; "),
    counts: { monitors: own.length },
    details: own.length === 0 ? silent : own.map(line).join("\n"),
  };
}
