import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { EVIDENCE } from "../measure/evidence.ts";
import { Stack } from "./engine/stack.ts";
import { UserError } from "./userError.ts";

/** The Pulumi project that a command acts on. */
export interface Project {
  /** The folder of Pulumi.yaml. */
  readonly directory: string;
  readonly name: string;
  /** Where the stack files are, relative to that folder. */
  readonly stackConfigDir?: string | undefined;
  /** The address of the state, where Pulumi.yaml gives one. */
  readonly backend?: string | undefined;
}

/** The project of the current folder, or of the nearest one above it. */
export function findProject(from = process.cwd()): Project {
  const file = findFile(from);
  return { ...settingsIn(file), directory: dirname(file) };
}

/**
 * As `findProject`, for going back: where Pulumi.yaml is no valid YAML, its lines are read one by one.
 *
 * @param say called with what is wrong with it
 */
export function findProjectAnyhow(say: (fault: string) => void): Project {
  const file = findFile(process.cwd());
  try {
    return findProject(dirname(file));
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    const text = readFileSync(file, "utf8");
    const line = (pattern: RegExp) => pattern.exec(text)?.[1]?.replace(/^["']|["']$/g, "");
    const name = line(/^name:\s*(\S+)/m) ?? "canary";
    say(`${fault}\ngoing on without it, with the project ${name}`);
    return {
      directory: dirname(file),
      name,
      stackConfigDir: line(/^stackConfigDir:\s*(\S+)/m),
      backend: line(/^backend:\s*\n\s+url:\s*(\S+)/m),
    };
  }
}

function findFile(from: string): string {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    const file = join(directory, "Pulumi.yaml");
    if (existsSync(file)) return file;
    if (dirname(directory) === directory)
      throw new UserError(`no Pulumi.yaml in ${from} or above: run this in the project's folder`);
  }
}

function settingsIn(file: string): Omit<Project, "directory"> {
  const read = readYaml(file);
  const { name, stackConfigDir, config, backend } = (
    typeof read === "object" && read !== null ? read : {}
  ) as Record<string, unknown>;
  if (typeof name !== "string" || name === "")
    throw new UserError(`${file} names no project: expected a line such as "name: canary"`);
  const url = (backend as { url?: unknown } | null | undefined)?.url;
  return {
    name,
    // `config: FOLDER` is how it was written before Pulumi 3.44, and is heeded still.
    stackConfigDir: [stackConfigDir, config].find((one) => typeof one === "string"),
    backend: typeof url === "string" ? url : undefined,
  };
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} is not valid YAML: ${why}`);
  }
}

/** The file that holds a stack's config. */
export function stackFile({ directory, stackConfigDir = "" }: Project, stack: string): string {
  // A stack may be named with its organization and project in front.
  const name = stack.slice(stack.lastIndexOf("/") + 1);
  return resolve(directory, stackConfigDir, `Pulumi.${name}.yaml`);
}

/** The folder that evidence is kept in. */
export function evidenceFolder({ directory }: Project): string {
  return join(directory, EVIDENCE);
}

/** A stack of the project, with the program of the checkout. Nothing is queried from the engine yet. */
export function selectStack({ directory }: Project, stackName: string): Stack {
  return new Stack(stackName, directory);
}
