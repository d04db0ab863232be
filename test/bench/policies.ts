import { POLICIES } from "../../policies/all.ts";
import { judged } from "../policies/judged.ts";
import { measured } from "./median.ts";

const TIMES = 40;

/** What each policy costs on a sound production stack, beside the median of them. */
export function policies(): string {
  const costs = POLICIES.map((policy) => {
    judged(policy);
    const times = Array.from({ length: TIMES }, () => {
      const began = performance.now();
      judged(policy);
      return performance.now() - began;
    });
    return { name: policy.name, median: measured(times).median };
  }).sort((a, b) => b.median - a.median);
  const { median } = measured(costs.map((one) => one.median));
  return [
    "## The policy pack, by policy",
    "",
    `What each judges a sound production stack in, config and properties read anew, beside the median of all ${costs.length}.`,
    "",
    "| policy | ratio |",
    "| --- | --- |",
    ...costs.map((one) => `| ${one.name} | ${(one.median / median).toFixed(2)} |`),
  ].join("\n");
}
