/** The parts of package.json that a package is made from. */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly license: string;
  readonly type: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  /** As other Pulumi packages have them: a program has one SDK, whose version it chooses. */
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What a rehearsal's app is linted and compiled with, which here is for development alone. */
const REHEARSED_WITH = ["eslint", "typescript"];

/** What is run when it is imported; all else may be left out by a bundler. */
const SIDE_EFFECTS = [
  "./index.js",
  "./cli/main.js",
  "./policies/*",
  "./program/index.js",
  "./program/debugLogs.js",
  "./program/stackTraces.js",
  "./program/*.cjs",
];

/** package.json of the package, from that of the repository. */
export function manifestOf(own: Manifest) {
  const { name, description, version, license, type, bin, peerDependencies } = own;
  const tools = Object.entries(own.devDependencies);
  return {
    ...{ name, description, version, license, type, bin },
    keywords: ["pulumi", "canary", "rollout", "vercel", "cloudflare", "aws", "datadog"],
    engines: { node: ">=22.18" },
    main: "./program/index.js",
    types: "./program/index.d.ts",
    exports: Object.fromEntries(
      Object.entries(own.exports).map(([path, file]) => [path, compiled(file)]),
    ),
    sideEffects: SIDE_EFFECTS,
    dependencies: {
      ...own.dependencies,
      ...Object.fromEntries(tools.filter(([one]) => REHEARSED_WITH.includes(one))),
    },
    peerDependencies,
  };
}

function compiled(file: string): string | { readonly types: string; readonly default: string } {
  if (file.endsWith(".cjs")) return { types: file.replace(/cjs$/, "d.cts"), default: file };
  if (!file.endsWith(".ts")) return file;
  const stem = file.slice(0, -".ts".length);
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
}
