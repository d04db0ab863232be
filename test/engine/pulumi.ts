import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { BY_VAULT, vault } from "./vault.ts";

/** The repository that the tests run in. */
export const root = join(import.meta.dirname, "../..");
/** What a program requires first. The package's name leads there only from inside the package. */
export const LAZY_MODULES = join(root, "program/lazyModules.cjs");

/** What a finished `pulumi` left: `code` is null when a signal ended it. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `pulumi` that may still be running. */
export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Settles when it has exited. A non-zero exit code is a result, not a rejection. */
  readonly done: Promise<Result>;
}

/** A Pulumi project in a directory of its own, with the stack `dev` in it, away from the user's. */
export interface Workspace {
  readonly dir: string;
  /** What `pulumi` finds in its environment; for Pulumi's Automation API too. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes one more file, or another text into it. */
  write(path: string, text: string): Promise<void>;
  /** Starts `pulumi` with these arguments, without questions and colours. */
  start(...args: string[]): Running;
  /** The same, and waits for it. */
  run(...args: string[]): Promise<Result>;
  /** Removes the directory. Call it in `after` or `afterEach`. */
  close(): Promise<void>;
}

/** Starts a program as the product starts its own. */
const project: Record<string, string> = {
  "Pulumi.yaml": `name: test
runtime:
  name: nodejs
  options:
    typescript: false
    nodeargs: --require ${LAZY_MODULES}
`,
  "package.json": JSON.stringify({ type: "module", main: "index.ts" }),
};

/**
 * Makes a workspace with these files, path to text, beside a Pulumi.yaml (project `test`) and a
 * package.json, unless they are among them. Imports resolve to the repository's own packages.
 * Its state and its PULUMI_HOME are its own, a stand-in for Vault seals its secrets, and nothing is ever
 * downloaded.
 *
 *     const w = await workspace({ "index.ts": "export const answer = 42;" });
 *     const up = await w.run("up", "--yes", "--skip-preview");
 *     await w.close();
 */
export async function workspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const dir = await mkdtemp(join(tmpdir(), "canary-"));
  const env = { ...environment(dir), ...(await vault()) };

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  };
  const start = (...args: string[]): Running => {
    const flags = ["--non-interactive", "--color=never"];
    const child = spawn("pulumi", [...args, ...flags], {
      cwd: dir,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => (output[name] += text));
    }
    const done = new Promise<Result>((resolve, reject) => {
      child.on("error", reject).on("close", (code) => {
        resolve({ code, ...output });
      });
    });
    return { child, done };
  };
  const run = (...args: string[]) => start(...args).done;
  const close = () => rm(dir, { recursive: true, force: true });

  await mkdir(join(dir, "state"));
  await symlink(join(root, "node_modules"), join(dir, "node_modules"));
  for (const [path, text] of Object.entries({ ...project, ...files })) await write(path, text);
  const init = await run("stack", "init", "dev", "--secrets-provider", BY_VAULT);
  if (init.code !== 0) throw new Error(`pulumi stack init: ${init.stderr}`);
  return { dir, env, write, start, run, close };
}

/** The tests' own environment, without what the user may have set for Pulumi. */
function environment(dir: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    PATH: `${join(root, ".tools/bin")}:${process.env["PATH"] ?? ""}`,
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(root, ".tools/cache"),
    PULUMI_HOME: join(dir, "home"),
    PULUMI_BACKEND_URL: `file://${join(dir, "state")}`,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
