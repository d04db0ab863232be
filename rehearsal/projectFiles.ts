import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, parseDocument, type Document } from "yaml";

export const STACKS = ["staging", "production"] as const;
export type StackName = (typeof STACKS)[number];

/** A project cannot be rehearsed: why, in words. */
export class NotRehearsed extends Error {
  override readonly name = "NotRehearsed";
}

/** A project's files, each read on its own. */
export interface ProjectFiles {
  /** The Pulumi project's name. */
  readonly name: string;
  readonly yaml: Document;
  /** A stack's file by its environment, whatever the stack is called. */
  readonly stacks: Readonly<Record<StackName, Document>>;
  /** The names of these files. */
  readonly fileNames: Readonly<Record<StackName, string>>;
}

/**
 * Read the project in a folder: its Pulumi.yaml, and one stack file for each environment.
 *
 * @throws {NotRehearsed} where they are not there, or cannot be rehearsed
 */
export async function readProjectFiles(folder: string): Promise<ProjectFiles> {
  const file = join(folder, "Pulumi.yaml");
  if (!existsSync(file))
    throw new NotRehearsed(
      `no Pulumi.yaml in ${folder}: name the folder of a project with --project`,
    );
  const yaml = await readYaml(file);
  const runtime: unknown = yaml.getIn(["runtime", "name"]) ?? yaml.get("runtime");
  if (runtime !== "nodejs")
    throw new NotRehearsed(
      `the runtime in ${file} is ${String(runtime)}: what is rehearsed is this program, which runs on nodejs`,
    );
  const name = String(yaml.get("name"));
  const own: unknown = yaml.get("stackConfigDir") ?? yaml.get("config");
  const directory = join(folder, typeof own === "string" ? own : "");
  const names = (await readdir(directory)).filter((one) => /^Pulumi\.[^.]+\.yaml$/.test(one));
  const all = await Promise.all(
    names.toSorted().map(async (one) => {
      const stack = await readYaml(join(directory, one));
      return { one, stack, kind: environmentOf(stack) };
    }),
  );
  const find = (kind: StackName) => {
    const matches = all.filter((each) => each.kind === kind);
    const [first, other] = matches;
    if (first === undefined)
      throw new NotRehearsed(
        `no stack file in ${directory} says environment: ${kind}: a rehearsal takes one of staging and one of production`,
      );
    const usual = matches.find(({ one }) => one === `Pulumi.${kind}.yaml`);
    if (usual === undefined && other)
      throw new NotRehearsed(
        `${first.one} and ${other.one} in ${directory} are both of ${kind}: leave one of them in a folder of its own`,
      );
    return usual ?? first;
  };
  const [staging, production] = [find("staging"), find("production")];
  for (const { one, stack } of [staging, production]) refuseImports(one, stack);
  return {
    name,
    yaml,
    stacks: { staging: named(staging.stack, name), production: named(production.stack, name) },
    fileNames: { staging: staging.one, production: production.one },
  };
}

/** The namespace of a stack file's own keys, with its colon: `canary:`. */
export function namespaceOf(stack: Document): string {
  return environmentKey(stack)?.slice(0, -"environment".length) ?? "";
}

/** Every `{ secure: … }` of a stack file, by its place under `config`. */
export function secretsOf(stack: Document): (readonly (string | number)[])[] {
  const within = (value: unknown, path: readonly (string | number)[]): typeof result => {
    if (Array.isArray(value)) return value.flatMap((one, index) => within(one, [...path, index]));
    if (typeof value !== "object" || value === null) return [];
    if ("secure" in value) return [path];
    return Object.entries(value).flatMap(([key, one]) => within(one, [...path, key]));
  };
  const result: (readonly (string | number)[])[] = [];
  const { config } = (stack.toJS() ?? {}) as { readonly config?: unknown };
  return result.concat(within(config, []));
}

async function readYaml(file: string): Promise<Document> {
  const document = parseDocument(await readFile(file, "utf8"));
  const [error] = document.errors;
  if (error) throw new NotRehearsed(`${file} is no YAML, correct it: ${error.message}`);
  return document;
}

function keysOf(stack: Document): string[] {
  const config: unknown = stack.get("config");
  return isMap(config) ? config.items.map(({ key }) => String(key)) : [];
}

function environmentKey(stack: Document): string | undefined {
  return keysOf(stack).find(
    (key) =>
      /^(.*:)?environment$/.test(key) &&
      STACKS.some((kind) => kind === stack.getIn(["config", key])),
  );
}

function environmentOf(stack: Document): unknown {
  const key = environmentKey(stack);
  return key === undefined ? undefined : stack.getIn(["config", key]);
}

/** What a stack imports from Pulumi ESC is not in its file. */
function refuseImports(file: string, stack: Document): void {
  if (stack.has("environment"))
    throw new NotRehearsed(
      `${file} imports environments of Pulumi ESC, which cannot be read here: copy the folder and write their values into the file`,
    );
}

/** The file with the project's name before each key that has none: the engine takes both for one. */
function named(stack: Document, project: string): Document {
  const config: unknown = stack.get("config");
  for (const { key } of isMap(config) ? config.items : []) {
    if (isScalar(key) && !String(key.value).includes(":"))
      key.value = `${project}:${String(key.value)}`;
  }
  return stack;
}
