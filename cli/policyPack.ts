import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "./userError.ts";

/** A rule's level, alone or beside what else configures the rule. */
const level = z.union([
  z.string(),
  z
    .looseObject({ enforcementLevel: z.string().optional() })
    .transform((one) => one.enforcementLevel),
]);
const levels = z.record(z.string(), level);

/** A policy pack, and the file that configures it, by their paths. */
export interface PolicyPack {
  readonly pack: string;
  readonly config?: string;
}

/**
 * A project's policy pack: `policies/`, configured by `policies/config.json` where that is there. None
 * where there is no pack.
 *
 * @throws {UserError} where the levels turn a rule off, or all rules into advice
 */
export function policyPackOf(directory: string): PolicyPack | undefined {
  const pack = join(directory, "policies");
  if (!existsSync(join(pack, "PulumiPolicy.yaml"))) return undefined;
  const file = join(pack, "config.json");
  // Pulumi looks for packages above the folder that it is given, and follows no link to it.
  if (!existsSync(file)) return { pack: realpathSync(pack) };
  const faults = faultsOf(readFileSync(file, "utf8"));
  if (faults.length > 0) throw new UserError(`${file} is refused\n${faults.join("\n")}`);
  return { pack: realpathSync(pack), config: realpathSync(file) };
}

/** What `pulumi` is told of a project's policy pack. */
export function policyPackArgs(directory: string): string[] {
  const found = policyPackOf(directory);
  if (!found) return [];
  const { pack, config } = found;
  return ["--policy-pack", pack, ...(config === undefined ? [] : ["--policy-pack-config", config])];
}

/** What is wrong with levels, in words. */
export function faultsOf(text: string): string[] {
  const read = levels.safeParse(json(text));
  if (!read.success)
    return ['expected rules by name, each with its level, such as {"runbook-links": "advisory"}'];
  return Object.entries(read.data).flatMap(([rule, level]) => {
    if (level === "disabled")
      return [`${rule} is disabled: exempt single items instead, with canary:exemptions`];
    if (rule === "all" && level !== undefined && level !== "mandatory")
      return [`all is ${level}: only single rules may have another level than mandatory`];
    return [];
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
