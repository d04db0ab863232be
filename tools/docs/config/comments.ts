import { join } from "node:path";
import ts from "typescript";
import { keyOf, type Path } from "../../../config/raw.ts";
import { NAME } from "./keys.ts";

/** The comments above a schema's keys, each by its key, without line breaks. */
export type Comments = ReadonlyMap<string, string>;

/**
 * Reads the comments of the schemas that a module exports. What a schema takes, as TypeScript knows it,
 * leads to the lines in which its keys were written, whatever it was put together from. A key without a
 * comment is left out.
 *
 * @param file the module's path
 * @returns the comments of the schema that is exported by a name; throws where there is none
 */
export function commentsIn(file: string): (schema: string) => Comments {
  const program = ts.createProgram([file], options());
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];
  return (schema) => {
    const constant = exported.find(({ name }) => name === schema);
    const input = constant && takenBy(constant, checker);
    if (!input) throw new Error(`${file} exports no schema ${schema}`);
    const comments = new Map<string, string>();
    collect(input, [], { checker, comments });
    return comments;
  };
}

interface Tsconfig {
  readonly compilerOptions: unknown;
}

function options(): ts.CompilerOptions {
  const root = join(import.meta.dirname, "../../..");
  const read = (path: string) => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), read) as { config: Tsconfig };
  const { compilerOptions } = config;
  // Types of Node and Mocha say nothing of a schema, and take most of the time.
  const requested = { compilerOptions, files: [] };
  return { ...ts.parseJsonConfigFileContent(requested, ts.sys, root).options, types: [] };
}

/** The type of what a zod schema takes: `_zod.input`. */
function takenBy(schema: ts.Symbol, checker: ts.TypeChecker): ts.Type | undefined {
  const zod = checker.getTypeOfSymbol(schema).getProperty("_zod");
  const input = zod && checker.getTypeOfSymbol(zod).getProperty("input");
  return input && checker.getTypeOfSymbol(input);
}

interface Collection {
  readonly checker: ts.TypeChecker;
  readonly comments: Map<string, string>;
}

function collect(type: ts.Type, path: Path, into: Collection): void {
  const { checker, comments } = into;
  for (const one of type.isUnion() ? type.types : [type]) {
    if ((one.flags & ts.TypeFlags.Object) === 0) continue;
    if (checker.isArrayLikeType(one)) {
      const element = one.getNumberIndexType();
      if (element) collect(element, [...path, 0], into);
      continue;
    }
    const named = one.getStringIndexType();
    if (named) collect(named, [...path, NAME], into);
    for (const property of one.getProperties()) {
      const place = [...path, property.name];
      const message = ts.displayPartsToString(property.getDocumentationComment(checker));
      if (message !== "") comments.set(keyOf(place), message.replace(/\s+/g, " "));
      collect(checker.getTypeOfSymbol(property), place, into);
    }
  }
}
