import { TRIGGERS } from "../../rollout/triggers.ts";
import { MONITORS } from "../../rollout/monitors.ts";
import { declaredAs, expectedMonitors } from "../lib/monitors.ts";
import { productionPolicy } from "../lib/policy.ts";

export default productionPolicy({
  name: "rollback-triggers",
  level: "mandatory",
  severity: "critical",
  description: "Each thing that calls for a roll back is watched, so that it can call.",
  remediation: "Declare monitors by Monitoring.",
  judge: (stack) => {
    const expected = expectedMonitors(stack).map(({ key }) => key);
    return TRIGGERS.flatMap(({ label: message, monitors }) => {
      const requested = monitors.filter((key) => expected.includes(key));
      const missing = requested.filter((key) => declaredAs(stack, key).length === 0);
      // Nothing compares two releases where there is one; what there is none of has its reason in config.
      const there = monitors.filter((key) => !Object.hasOwn(stack.config.lacking, key));
      if (requested.length === 0 && (there.length === 0 || there.some(neverAlone))) return [];
      if (requested.length === 0) return [`nothing watches: ${message}`];
      return missing.map((key) => `nothing watches: ${message} (${key})`);
    });
  },
});

function neverAlone(key: string): boolean {
  return MONITORS.some((spec) => spec.key === key && spec.needsCanary);
}
