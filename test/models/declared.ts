import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CLOUDS } from "../../rehearsal/clouds/all.ts";
import type { Properties } from "../../rehearsal/clouds/index.ts";
import { edit, named } from "../../rehearsal/stackFile.ts";
import { madeOnce, newFolder } from "../engine/madeOnce.ts";
import { keptState, production, type Production } from "../engine/production.ts";

/** A resource as a stand-in cloud holds it after an update, its secrets in plain. */
export interface Declared {
  /** Its Pulumi token, e.g. `aws:route53/record:Record`. */
  readonly type: string;
  /** The stack that declares it, and its name there, e.g. `production traffic-canary`. */
  readonly name: string;
  readonly id: string;
  /** Its inputs, with the values that the provider fills in for those left out. */
  readonly inputs: Properties;
  /** The same, with what the stand-in answers beside them. */
  readonly outputs: Properties;
}

/** What stands for a secret that is set by command alone. */
const KEY = "0".repeat(32);

const TYPES = CLOUDS.flatMap(({ types }) => types);

/**
 * What the example declares at 10 %; and, where it differs, the same on logs with Vercel's drain and
 * Cloudflare's integration, with staging as a custom environment of production's project.
 */
export async function declared(): Promise<readonly Declared[]> {
  const directory = await madeOnce("declared-at-vendors", async () => {
    const folder = await newFolder();
    await writeFile(join(folder, FILE), JSON.stringify(await declare()));
    return folder;
  });
  return JSON.parse(await readFile(join(directory, FILE), "utf8")) as Declared[];
}

const FILE = "declared.json";

async function declare(): Promise<readonly Declared[]> {
  const running = await production("10");
  try {
    const first = await heldIn(running);
    await widen(running);
    const narrow = new Set(first.map(identity));
    const wide = await heldIn(running);
    return [...first, ...wide.filter((one) => !narrow.has(identity(one)))];
  } finally {
    await running.close();
  }
}

function identity({ type, name, inputs }: Declared): string {
  return JSON.stringify([type, name, inputs]);
}

/** Have both stacks declare what the example leaves out. */
async function widen(running: Production): Promise<void> {
  const { workspace, store } = running;
  const update = async (stack: "staging" | "production", ...more: string[]) => {
    const { code, output } = await workspace.pulumi(...more, "--stack", stack);
    if (code !== 0) throw new Error(output);
  };
  const secrets = ["datadog:apiKey", "cloudflareReadToken"].flatMap((key) => [
    "--secret",
    `${key}=${KEY}`,
  ]);
  await update("production", "config", "set-all", ...secrets);
  const monitoring = await named<object>(workspace, "production", "monitoring");
  await running.edit({ set: { monitoring: { ...monitoring, signal: "logs", drain: true } } });
  await update("production", "up", "--yes", "--skip-preview");

  const release = await named<{ version: string; commit: string; deployment: string }>(
    workspace,
    "staging",
    "release",
  );
  store.deployment({ project: "shop", id: release.deployment, ...release });
  const vercel = { project: "shop", environment: "qa", branch: "next" };
  await edit(workspace, "staging", { set: { vercel, operations: null, secrets: null } });
  await update("staging", "up", "--yes", "--skip-preview");
}

async function heldIn(running: Production): Promise<Declared[]> {
  const declared = new Map<string, readonly string[]>();
  for (const stack of ["production", "staging"] as const) {
    const state = await keptState(running.workspace, stack).catch(() => undefined);
    for (const { urn, inputs } of state?.resources ?? [])
      declared.set(String(urn), Object.keys(inputs ?? {}));
  }
  return running.store.resources().map(({ type, id, outputs }) => {
    const { defaults = {} } = TYPES.find(({ token }) => token === type) ?? missing(type);
    const [urn = ""] = running.store.seedOf(type, id).split(" ");
    const keys = [...(declared.get(urn) ?? missing(urn)), ...Object.keys(defaults)];
    const inputs = Object.entries(outputs).filter(([key]) => keys.includes(key));
    const name = `${urn.split("::")[0]?.split(":").at(-1) ?? ""} ${urn.split("::").at(-1) ?? ""}`;
    return { type, name, id, inputs: Object.fromEntries(inputs), outputs };
  });
}

function missing(what: string): never {
  throw new Error(`nothing declares ${what}`);
}
