import { resolve } from "node:path";
import { z } from "zod";
import { gateOf } from "../../program/gate.ts";
import type { GateVerdict } from "../../rollout/gate.ts";
import type { Release } from "../../rollout/release.ts";
import type { ProductionStack } from "../production.ts";
import type { CheckContext } from "./defaults.ts";

const outputs = z.object({
  weightedName: z.string().optional(),
  canaryEntry: z.string().optional(),
});

/** What our own checks read, for a stack. */
export function checkContextOf({
  project,
  stack,
  state,
  config,
  record,
  keys,
}: ProductionStack): CheckContext {
  // What is exempted is not verified by that.
  const strict = { ...config, exemptions: [] };
  const gate = gateOf(strict, { ...keys, stack: `${project.name}/${stack.name}` });
  const requested = new Map<string, Promise<GateVerdict>>();
  const ask = (release: Release) => {
    const cached =
      requested.get(release.deployment) ?? gate("advance", { ...record, canary: release });
    requested.set(release.deployment, cached);
    return cached;
  };
  return {
    config,
    record,
    stack: stack.name,
    project: project.directory,
    checkout: config.app && resolve(project.directory, config.app.checkout),
    traffic: outputs.parse(state.stack.outputs),
    monitors: ask,
  };
}
