import type { ExpectedMonitor } from "../expected.ts";
import type { JudgedMonitor } from "./judgeMonitor.ts";

/** A monitor's word with what exemptions make of it: what is let pass is shown, with who and why. */
export function exempted(judged: JudgedMonitor, { exemption }: ExpectedMonitor): JudgedMonitor {
  if (!exemption) return judged;
  const { measurement } = judged;
  const { verdict, seen } = measurement;
  const refuses = verdict === "closed" || verdict === "inconclusive";
  if ("askedBy" in exemption) {
    if (!refuses) return judged;
    const { askedBy, exempt } = exemption;
    const still = `required by ${askedBy.join(", ")} (${exempt.join(", ")} is exempted)`;
    return { ...judged, measurement: { ...measurement, seen: `${seen}, ${still}` } };
  }
  const who = exemption.letPass.map(
    ({ item, by, expires, reason }) => `${item} exempted by ${by} until ${expires}: ${reason}`,
  );
  return {
    ...judged,
    // A soak does not begin anew for what may fail.
    recovered: 0,
    measurement: refuses
      ? { ...measurement, verdict: "exempt", seen: `${seen}, ${who.join(", ")}` }
      : measurement,
  };
}
