import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { promisify } from "node:util";
import { z } from "zod";
import { why } from "../verified.ts";

const run = promisify(execFile);

/** Git gave no answer; the message says why. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * What a user's settings may say in no other way than the question does; git hands these on to itself in
 * submodules. https://git-scm.com/docs/git-config
 */
const SETTINGS = [
  // A program that says which files were changed.
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  // How closely a file is compared before it counts as unchanged.
  "core.checkStat=default",
  "core.trustctime=true",
  // What counts as a change of it: that it may be run, that it is a link, how its name is written.
  "core.fileMode=true",
  "core.symlinks=true",
  "core.ignoreCase=false",
  // Which files are ignored, and which are read through a filter, beside what the repository says.
  `core.excludesFile=${devNull}`,
  `core.attributesFile=${devNull}`,
];

/** What git printed, and the code that it exited with. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
}

/**
 * Run git in a checkout: as the repository is, whatever its settings, its replacements of objects and the
 * environment say.
 *
 * @param codes the exit codes that are an answer, as git's documentation has them; 0 where absent
 * @throws {GitError} for any other
 */
export async function ask(
  checkout: string,
  args: readonly string[],
  { signal, codes = [0] }: { signal?: AbortSignal | undefined; codes?: readonly number[] } = {},
): Promise<Said> {
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  try {
    const { stdout } = await run(
      "git",
      ["-C", checkout, "--no-replace-objects", ...settings, ...args],
      { env: environment(), maxBuffer: 64e6, ...(signal && { signal }) },
    );
    return { code: 0, stdout };
  } catch (error) {
    signal?.throwIfAborted();
    const { data } = failure.safeParse(error);
    if (data && codes.includes(data.code)) return data;
    const said = data?.stderr.trim();
    throw new GitError(data ? said || `git ${args[0] ?? ""} exited with ${data.code}` : why(error));
  }
}

/** Whether a clone lacks a part of the history. https://git-scm.com/docs/git-rev-parse */
export async function isShallow(checkout: string, signal?: AbortSignal): Promise<boolean> {
  const { stdout } = await ask(checkout, ["rev-parse", "--is-shallow-repository"], { signal });
  return stdout.trim() === "true";
}

/** Whether a checkout has a commit. */
export async function hasCommit(
  checkout: string,
  commit: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const codes = [0, 1, 128];
  return (
    (await ask(checkout, ["cat-file", "-e", `${commit}^{commit}`], { signal, codes })).code === 0
  );
}

const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

function environment(): NodeJS.ProcessEnv {
  return {
    // A hook or a variable of a git that runs us would lead git elsewhere.
    ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("GIT_"))),
    // Grafts say, as replacements do, that a commit has other parents.
    GIT_GRAFT_FILE: devNull,
    // Reading must not write the index anew: somebody else may be writing it.
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    // The machine's own attributes: https://git-scm.com/docs/gitattributes
    GIT_ATTR_NOSYSTEM: "1",
    LC_ALL: "C",
  };
}
