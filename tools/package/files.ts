/** What is packed of the repository's files beside what is compiled. */
const PACKED: readonly RegExp[] = [
  /^(canary|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^docs\/.+\.(md|json)$/,
  /^examples\/.+\.(yaml|ts)$/,
  /^tools\/pulumi\//,
  /^(program|policies|controlRoom|rehearsal)\/.+(?<!\.ts)$/,
];

/** Whether a file of the repository goes into the package as it is. */
export function isPacked(file: string): boolean {
  return PACKED.some((pattern) => pattern.test(file));
}

/** A relative import in compiled code or in a declaration, of a file that is compiled. */
const IMPORT = /((?:from|import)\s*\(?\s*["'])(\.{1,2}\/[^"']+)\.ts(["'])/g;

/** The text with each import of a TypeScript file as one of what it is compiled to. */
export function withCompiledImports(text: string): string {
  return text.replace(IMPORT, "$1$2.js$3");
}

/** A text of the product for those who have the package: npm puts the command on npx's path. */
export function withInstalledCommand(text: string): string {
  return text.replace(/(?<![\w/.])\.\/canary(?![\w/.-])/g, "npx canary");
}
