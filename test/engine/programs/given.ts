import * as pulumi from "@pulumi/pulumi";
import type { ProductionConfig } from "../../../config.ts";
import { stackConfig } from "../../../config/stack.ts";
import type { Facts } from "../../../rollout/facts.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";

/** The stack's config, which these programs need to be production's. */
export function productionConfig(): ProductionConfig {
  const config = stackConfig();
  if (config.environment !== "production")
    throw new pulumi.RunError("this is production's program");
  return config;
}

/** The facts of a program that asks for no evidence. */
export function facts(): Facts {
  const now = new Date().toISOString();
  const evidence = { asked: [], closeOut: [], found: [] };
  const stamp = pulumi.runtime.isDryRun() ? WHEN_APPLIED : now;
  return { now, stamp, evidence, freezes: [], exemptions: [] };
}
