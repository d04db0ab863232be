import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { LocalWorkspace, Stack } from "@pulumi/pulumi/automation/index.js";
import { parse } from "yaml";
import { z } from "zod";
import { EVIDENCE } from "../measure/evidence.ts";
import { UserError } from "./userError.ts";

/** The Pulumi project that a command acts on. */
export interface Project {
  /** The folder of Pulumi.yaml. */
  readonly directory: string;
  readonly name: string;
  /** Where the stack files are, relative to that folder; in it where absent. */
  readonly stackConfigDir?: string | undefined;
}

const projectSchema = z.object({
  name: z.string().min(1),
  stackConfigDir: z.string().optional().catch(undefined),
  /** How `stackConfigDir` was written before Pulumi 3.44, heeded still; a block of types otherwise. */
  config: z.string().optional().catch(undefined),
});

/** The project of the current folder, or of the nearest one above it. */
export function findProject(from = process.cwd()): Project {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    const file = join(directory, "Pulumi.yaml");
    if (existsSync(file)) {
      const read = projectSchema.safeParse(readYaml(file));
      if (!read.success)
        throw new UserError(`${file} names no project: expected a line such as "name: canary"`);
      const { name, stackConfigDir, config } = read.data;
      return { directory, name, stackConfigDir: stackConfigDir ?? config };
    }
    if (dirname(directory) === directory) {
      throw new UserError(`no Pulumi.yaml in ${from} or above: run this in the project's folder`);
    }
  }
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

/** Select a stack that exists, with the program of the checkout. */
export async function selectStack(project: Project, stackName: string): Promise<Stack> {
  try {
    const workspace = await LocalWorkspace.create({ workDir: project.directory });
    // `pulumi stack select` would change what the user has selected; every command names its stack.
    workspace.selectStack = () => Promise.resolve();
    return await Stack.select(stackName, workspace);
  } catch (error) {
    throw new UserError(
      `the stack ${stackName} of ${project.name} cannot be opened: ${engineWords(error)}`,
    );
  }
}

/** What the engine gave as errors, without all that it printed on the way. */
export function engineWords(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const said = [...text.matchAll(/^\s*error: (.+)$/gm)].map(([, words]) => words ?? "");
  const own = said.filter((words) => words !== "update failed");
  return own.length > 0 ? [...new Set(own)].join("\n") : text.trim();
}
