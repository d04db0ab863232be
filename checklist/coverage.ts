import { isCheck, MONITORS } from "../rollout/monitors.ts";
import type { Coverage, GateCoverage, ResourceCoverage } from "./item.ts";

/** What `./canary verify` verifies: by a command or a check that passes. */
export const verified: Coverage = { by: "evidence", how: "verify" };

/** What a person says with `./canary attest`. */
export const attested: Coverage = { by: "evidence", how: "attest" };

export const halts: Coverage = { by: "procedure", command: "./canary halt" };
export const rollsBack: Coverage = { by: "procedure", command: "./canary rollback" };

/** A resource of a type, `datadog:index/team:Team`, by the name that the program gives it. */
export function resource(type: string, name?: string): ResourceCoverage {
  return { by: "resource", type, ...(name !== undefined && { name }) };
}

export function policy(name: string): Coverage {
  return { by: "policy", policy: name };
}

/** A rule that judges an increase. */
export function rule(name: Extract<GateCoverage, { rule: unknown }>["rule"]): Coverage {
  return { by: "gate", rule: name };
}

/** The monitors that cover an item, by the catalogue: declared in the stack, and read by the gate. */
export function watching(item: string): readonly Coverage[] {
  const monitors = MONITORS.filter(({ items }) => items.includes(item));
  if (monitors.length === 0) return [];
  return [
    ...monitors.map((monitor) =>
      resource(
        isCheck(monitor)
          ? "datadog:index/syntheticsTest:SyntheticsTest"
          : "datadog:index/monitor:Monitor",
        `monitoring-${monitor.key}`,
      ),
    ),
    { by: "gate", monitors: monitors.map(({ key }) => key) },
  ];
}
