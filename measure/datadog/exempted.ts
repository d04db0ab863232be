import type { ExpectedMonitor } from "../expected.ts";
import type { JudgedMonitor } from "./judgeMonitor.ts";

/** A monitor's measurement with what exemptions make of it: what is exempted says by whom and why. */
export function exempted(judged: JudgedMonitor, { exemption }: ExpectedMonitor): JudgedMonitor {
  if (!exemption) return judged;
  const { measurement } = judged;
  const { verdict, observed } = measurement;
  const refuses = verdict === "closed" || verdict === "inconclusive";
  if ("requiredBy" in exemption) {
    if (!refuses) return judged;
    const { requiredBy, exempt } = exemption;
    const still = `required by ${requiredBy.join(", ")} (${exempt.join(", ")} is exempted)`;
    return { ...judged, measurement: { ...measurement, observed: `${observed}, ${still}` } };
  }
  const who = exemption.exempted.map(
    ({ item, by, expires, reason }) => `${item} exempted by ${by} until ${expires}: ${reason}`,
  );
  return {
    ...judged,
    // A soak does not begin anew for what may fail.
    recovered: 0,
    measurement: refuses
      ? { ...measurement, verdict: "exempt", observed: `${observed}, ${who.join(", ")}` }
      : measurement,
  };
}
