import { homedir } from "node:os";
import { resolve } from "node:path";
import { engine } from "./engine/engine.ts";

/**
 * Where a stack's state is, in words that mean the same in any folder: what `PULUMI_BACKEND_URL` must
 * be. Undefined for Pulumi Cloud, whose address as the engine prints it is a web page: there the
 * login counts, or the environment that we were given.
 */
export function backendUrl(
  printed: string | undefined,
  projectDirectory: string,
): string | undefined {
  if (printed === undefined || /^https?:/.test(printed)) return undefined;
  const [, path] = /^file:\/\/(.*)$/.exec(printed) ?? [];
  if (path === undefined || path.startsWith("~")) return printed;
  const [folder = "", ...query] = path.split("?");
  return ["file://" + resolve(projectDirectory, folder), ...query].join("?");
}

/** The folder that a state is in, the one above `.pulumi`; undefined where it is in none. */
export function folderOf(backend: string | undefined): string | undefined {
  const folder = /^file:\/\/([^?]*)/.exec(backend ?? "")?.[1];
  return folder?.replace(/^~/, homedir());
}

/** What leads to a state: a project's folder, and the backend that its Pulumi.yaml names. */
interface Place {
  readonly directory: string;
  readonly backend?: string | undefined;
}

/** The folder that a project's state is in, the one above `.pulumi`; undefined where it is in none. */
export async function stateFolder(place: Place): Promise<string | undefined> {
  return folderOf(await backendOf(place));
}

/** Where the engine finds the state, whichever folder it runs in; undefined where its login says so. */
export async function backendOf({ directory, backend }: Place): Promise<string | undefined> {
  const named = process.env["PULUMI_BACKEND_URL"] ?? backend;
  if (named !== undefined && named !== "") return backendUrl(named, directory) ?? named;
  try {
    const { url } = JSON.parse(await engine(["whoami", "--json"], { cwd: directory })) as {
      url?: string;
    };
    return backendUrl(url, directory);
  } catch {
    return undefined;
  }
}
