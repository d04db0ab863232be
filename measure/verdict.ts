import type { GateVerdict, Measurement } from "../rollout/gate.ts";

/**
 * What measurements come to: closed where any is, else inconclusive where any is, else open. A
 * warning passes. Nothing measured is inconclusive: nothing increases on missing data.
 */
export function verdictOf(measurements: readonly Measurement[], recoveredAt?: string): GateVerdict {
  if (measurements.length === 0)
    return verdictOf([inconclusive("gate", "nothing is measured: no monitor is expected")]);
  const has = (verdict: Measurement["verdict"]) =>
    measurements.some((one) => one.verdict === verdict);
  return {
    verdict: has("closed") ? "closed" : has("inconclusive") ? "inconclusive" : "open",
    measurements,
    recoveredAt,
  };
}

/** A measurement that could not be made. */
export function inconclusive(name: string, observed: string): Measurement {
  return { name, verdict: "inconclusive", observed };
}
