import type { GateVerdict } from "./gate.ts";

/** What a person reads first, by the monitors' keys: errors, response times, requests. */
const SIGNALS: readonly string[] = ["error-rate", "latency", "latency-ratio", "requests"];

/**
 * The numbers that a verdict goes by, a line each: what keeps the gate from opening; where nothing does,
 * the signals that matter, what was measured beside the monitors, what warns and what is exempted.
 */
export function signalsOf({ verdict, measurements }: GateVerdict): string[] {
  const reported = measurements.filter((one) =>
    verdict === "open"
      ? one.key === undefined || SIGNALS.includes(one.key) || one.verdict !== "open"
      : one.verdict === "closed" || one.verdict === "inconclusive",
  );
  return reported.map((one) => {
    const warns = one.verdict === "warning" ? " (warning)" : "";
    return `${one.name} ${one.observed}${warns}`;
  });
}

/** A verdict with its numbers, a line each. */
export function verdictLines(gate: GateVerdict): string[] {
  return [headlineOf(gate), ...signalsOf(gate)];
}

/** An open gate's verdict, and a line for each measurement that warns or is exempted. */
export function briefLines(gate: GateVerdict): string[] {
  const { verdict, measurements } = gate;
  const loud = measurements.filter((one) => one.verdict !== "open");
  return [headlineOf(gate), ...signalsOf({ verdict, measurements: loud })];
}

function headlineOf({ verdict, measurements }: GateVerdict): string {
  const all = verdict === "open" ? `, all ${measurements.length} measurements` : "";
  return `the gate is ${verdict}${all}`;
}
