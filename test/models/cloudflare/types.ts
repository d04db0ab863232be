import { join } from "node:path";
import ts from "typescript";

/** A value, and the type of Cloudflare's SDK that it is to be of. */
export interface Typed {
  /** E.g. `RecordCreateParams`. */
  readonly type: keyof typeof TYPES;
  readonly value: unknown;
}

/** Where the SDK has its types. */
const TYPES = {
  RecordCreateParams: "cloudflare/resources/dns/records.js",
  RecordResponse: "cloudflare/resources/dns/records.js",
  CachePurgeParams: "cloudflare/resources/cache/cache.js",
  CachePurgeResponse: "cloudflare/resources/cache/cache.js",
} as const;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  types: [],
  lib: ["lib.es2024.d.ts"],
};

/** What the compiler says of each value, by its place in the list; a list is checked at once, in seconds. */
export function faultsOf(values: readonly Typed[]): Map<number, string> {
  const imports = Object.entries(TYPES).map(
    ([type, file]) => `import type { ${type} } from ${JSON.stringify(file)};`,
  );
  const lines = values.map(
    ({ type, value }, index) => `export const v${index}: ${type} = ${JSON.stringify(value)};`,
  );
  // It is never written: it lies where the SDK is found.
  const file = join(import.meta.dirname, "values.generated.ts");
  const text = [...imports, ...lines].join("\n");
  const host = ts.createCompilerHost(OPTIONS);
  const ofDisk = {
    exists: host.fileExists.bind(host),
    read: host.readFile.bind(host),
  };
  host.fileExists = (name) => name === file || ofDisk.exists(name);
  host.readFile = (name) => (name === file ? text : ofDisk.read(name));
  const faults = new Map<number, string>();
  for (const { file: source, start, messageText } of ts.getPreEmitDiagnostics(
    ts.createProgram([file], OPTIONS, host),
  )) {
    const message = ts.flattenDiagnosticMessageText(messageText, " ");
    if (!source || start === undefined) throw new Error(message);
    const line = source.getLineAndCharacterOfPosition(start).line - imports.length;
    if (line < 0) throw new Error(message);
    faults.set(line, message);
  }
  return faults;
}
