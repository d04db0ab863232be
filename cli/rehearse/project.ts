import { resolve } from "node:path";
import { ConfigError, parseConfig, type Config } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { BROWSER, clientsOf } from "../../rollout/clients.ts";
import { checksOf, watchedOf } from "../../program/declared.ts";
import {
  NotRehearsed,
  readProjectFiles,
  secretsOf,
  type ProjectFiles,
  type StackName,
} from "../../rehearsal/projectFiles.ts";
import type { Rehearsed } from "../../rehearsal/rehearsed.ts";
import { UserError } from "../userError.ts";

/**
 * A project as it is rehearsed: its own hosts, names, releases and monitors.
 *
 * @throws {UserError} in words, where it is none, has faults, or cannot be rehearsed
 */
export async function rehearsedProject(folder: string): Promise<Rehearsed> {
  const files = await readFiles(resolve(folder));
  const staging = configOf(files, "staging");
  const production = configOf(files, "production");
  if (staging.environment !== "staging" || production.environment !== "production")
    throw new Error("a stack file was taken for another's");
  const { monitoring, hosts, releases } = production;
  if (monitoring.signal === "logs")
    throw new UserError(
      `${files.fileNames.production} measures on logs (monitoring.signal: logs), which cannot be rehearsed: traces alone are played here. Rehearse a copy of the folder with signal: apm; nothing else of the rollout differs`,
    );
  return {
    folder: resolve(folder),
    name: files.name,
    hosts: { staging: staging.host, ...hosts },
    vercel: { staging: staging.vercel.project, production: production.vercel.project },
    releases: { staged: staging.release, ...releases },
    checked: checksOf(production) !== undefined,
    leastRequests: monitoring.minimumRequests,
    names: watchedOf(production),
    clients: clientsOf(production.clients).filter(({ kind }) => kind !== BROWSER),
  };
}

async function readFiles(folder: string): Promise<ProjectFiles> {
  try {
    return await readProjectFiles(folder);
  } catch (error) {
    if (error instanceof NotRehearsed) throw new UserError(error.message);
    throw error;
  }
}

/** What stands for a secret, which only its key can read: of every kind that config takes. */
const SECRET = "rehearsed-in-place-of-a-secret";

function configOf({ name, stacks, fileNames }: ProjectFiles, stack: StackName): Config {
  const document = stacks[stack].clone();
  const secret = secretsOf(document);
  for (const path of secret) document.setIn(["config", ...path], SECRET);
  const { config } = document.toJS() as { readonly config: Readonly<Record<string, unknown>> };
  try {
    return parseConfig(toRaw(config), new Set(secret.map(([key]) => String(key))), name);
  } catch (error) {
    if (error instanceof ConfigError)
      throw new UserError(`${fileNames[stack]} cannot be rehearsed as it is. ${error.message}`);
    throw error;
  }
}
