import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig, type ProductionConfig } from "../../../config.ts";
import { toRaw } from "../../../config/raw.ts";
import { parse } from "yaml";
import { openClouds } from "../../../cli/doctor/clouds.ts";
import type { Context } from "../../../cli/doctor/context.ts";
import type { Finding } from "../../../cli/doctor/finding.ts";
import { stackFile } from "../../../cli/project.ts";
import { EXAMPLE } from "../../example.ts";

/** The example's production config, with some of its keys changed. */
export function exampleConfig(changes: Readonly<Record<string, unknown>> = {}): ProductionConfig {
  const text = readFileSync(join(EXAMPLE, "Pulumi.production.yaml"), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  const name = Object.keys(config)[0]?.split(":")[0] ?? "";
  const own = new Map(
    Object.entries(config).map(([key, value]) => [key.replace(`${name}:`, "shop:"), value]),
  );
  for (const [key, value] of Object.entries(changes))
    if (value === undefined) own.delete(`shop:${key}`);
    else own.set(`shop:${key}`, value);
  const read = parseConfig(
    toRaw(Object.fromEntries(own)),
    new Set(["shop:secrets", "shop:cloudflareReadToken"]),
    "shop",
  );
  if (read.environment !== "production") throw new Error("the example is no production");
  return read;
}

/** A context in an empty folder of its own, with no state: what a test does not set is not read. */
export function contextFor(changes: Partial<Context> = {}): Context {
  const project = { directory: mkdtempSync(join(tmpdir(), "doctor-")), name: "shop" };
  const stack = {
    name: "production",
    exportState: () => Promise.resolve({ deployment: {} }),
    config: () => Promise.resolve({}),
  };
  return {
    ...{ project, stack, env: {}, faults: [], settings: {} },
    clouds: openClouds({}, {}),
    file: stackFile(project, stack.name),
    config: exampleConfig(),
    now: () => new Date(),
    resources: () => Promise.resolve([]),
    ...changes,
  };
}

/** What the findings say, each in a line: `fault: found | expected | remedy`. */
export function textOf(findings: readonly Finding[]): string {
  return findings
    .map(({ verdict, observed, expected, remedy }) =>
      [`${verdict}: ${observed}`, expected, remedy].filter(Boolean).join(" | "),
    )
    .join("\n");
}
