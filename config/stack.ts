import * as pulumi from "@pulumi/pulumi";
import { ConfigError, parseConfig, type Config } from "../config.ts";

/** The config of the stack that this program runs for. Its faults end the program, in words. */
export function stackConfig(): Config {
  // How the engine tells a program which keys are secret.
  const secret = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];
  try {
    return parseConfig(pulumi.runtime.allConfig(), new Set(secret));
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
