import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError, parseConfig, type Config } from "../config.ts";
import { keysTwice } from "./stray.ts";

/** The config of the stack that this program runs for. Its faults end the program, as text. */
export function stackConfig(): Config {
  // The engine names the secret keys to a program here.
  const secret = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];
  try {
    const project = pulumi.getProject();
    const twice = keysTwice(stackFile(), project);
    return parseConfig(pulumi.runtime.allConfig(), new Set(secret), project, twice);
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The text of the stack file, where the engine reads it; "" where it was given another. */
function stackFile(): string {
  const root = pulumi.runtime.getRootDirectory();
  try {
    const [, folder = ""] =
      /^(?:stackConfigDir|config):[ \t]*["']?([^\s"'#{]+)/m.exec(
        readFileSync(join(root, "Pulumi.yaml"), "utf8"),
      ) ?? [];
    return readFileSync(join(root, folder, `Pulumi.${pulumi.getStack()}.yaml`), "utf8");
  } catch {
    return "";
  }
}
