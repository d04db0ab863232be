import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "./userError.ts";
import { json } from "./json.ts";

/** What config says of a policy: its level, alone or beside its settings. */
const said = z.union([z.string(), z.looseObject({ enforcementLevel: z.string().optional() })]);
const packConfig = z.record(z.string(), said);

/** https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/; nothing here remediates. */
const LEVELS: readonly string[] = ["advisory", "mandatory", "disabled"];

/** A policy pack, and the file that configures it, by their paths. */
export interface PolicyPack {
  readonly pack: string;
  readonly config?: string;
}

/** The pack that comes with this command. */
const PACK = join(import.meta.dirname, "../policies");

/**
 * The policy pack of this command, configured by a project's `policies/config.json` where that is there.
 *
 * @throws {UserError} where the config turns a rule off, or all rules into advice, or names what is not there
 */
export async function policyPackOf(directory: string): Promise<PolicyPack> {
  const file = join(directory, "policies", "config.json");
  // Pulumi searches for packages above the folder that it is given; not every host of its follows a link.
  const pack = realpathSync(PACK);
  if (!existsSync(file)) return { pack };
  const faults = await faultsOf(readFileSync(file, "utf8"));
  if (faults.length > 0) throw new UserError(`${file} is refused\n${faults.join("\n")}`);
  return { pack, config: realpathSync(file) };
}

/** The arguments that give `pulumi` a project's policy pack. */
export async function policyPackArgs(directory: string): Promise<string[]> {
  const { pack, config } = await policyPackOf(directory);
  return ["--policy-pack", pack, ...(config === undefined ? [] : ["--policy-pack-config", config])];
}

/** What is wrong with a pack's config, in words. */
export async function faultsOf(text: string): Promise<string[]> {
  // The engine hands it to Go's parser of JSON as it is, which takes none:
  // https://github.com/pulumi/pulumi/blob/master/pkg/resource/analyzer/config.go (parsePolicyPackConfig)
  if (text.startsWith("\uFEFF"))
    return ["it begins with a byte order mark, which pulumi does not read: save it without one"];
  const read = packConfig.safeParse(json(text));
  if (!read.success)
    return ['expected rules by name, each with its level, such as {"runbook-links": "advisory"}'];
  // As late as this, so that a policy which somebody breaks is in no other command's way.
  const [{ POLICIES }, { packConfigFaults }] = await Promise.all([
    import("../policies/all.ts"),
    import("../policies/lib/packConfig.ts"),
  ]);
  return [
    ...Object.entries(read.data).flatMap(([rule, one]) => levelFaults(rule, levelOf(one))),
    ...packConfigFaults(read.data, POLICIES),
  ];
}

function levelOf(one: z.infer<typeof said>): string | undefined {
  return typeof one === "string" ? one : one.enforcementLevel;
}

function levelFaults(rule: string, level: string | undefined): string[] {
  if (level === undefined) return [];
  if (!LEVELS.includes(level)) return [`${rule} is ${level}: expected advisory or mandatory`];
  if (level === "disabled")
    return [`${rule} is disabled: exempt single items instead, under exemptions in config`];
  if (rule === "all" && level !== "mandatory")
    return [`all is ${level}: only single rules may have another level than mandatory`];
  return [];
}
