import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { why, type Found } from "./shown.ts";

const run = promisify(execFile);

/** Who wrote a commit. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Git could not be asked, in words. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * Why a checkout is not what a release was built from, in words: it must be at the release's commit, with
 * nothing changed and nothing added that git does not ignore.
 *
 * @throws {GitError} where the folder is no repository
 */
export async function unlikeRelease(
  checkout: string,
  commit: string,
  signal?: AbortSignal,
): Promise<{ readonly faults: readonly string[]; readonly changes: string }> {
  const head = (await git(checkout, ["rev-parse", "HEAD"], signal)).trim();
  const changes = await git(checkout, ["status", "--porcelain", "--untracked-files=all"], signal);
  const faults: string[] = [];
  if (head !== commit) faults.push(`it is at ${head}, and the release at ${commit}`);
  const count = changes.split("\n").filter((line) => line !== "").length;
  if (count > 0) {
    const [first = ""] = changes.split("\n");
    faults.push(`git says of ${count} ${count === 1 ? "file" : "files"}: ${first.trim()}`);
  }
  return { faults, changes };
}

/** Whether the checkout is clean, at the release's commit, and that commit on the branch that was pushed. */
export async function cleanTree(
  { checkout, commit, branch }: { checkout: string; commit: string; branch: string },
  signal: AbortSignal,
): Promise<Found> {
  const { faults, changes } = await unlikeRelease(checkout, commit, signal);
  const pushed = await isAncestor(checkout, commit, branch, signal);
  return {
    faults: [...faults, ...(pushed ? [] : [`${commit} is not on ${branch}: push and merge it`])],
    seen: `clean, at ${commit.slice(0, 12)}, which is on ${branch}`,
    details: `${commit} ${branch}\n${changes}`,
  };
}

/**
 * Lines that are meant to go before a release is done: `TEMP-DEBUG`, and a `debugger` statement of
 * JavaScript in a line of its own. Passes where git finds none in a commit, whatever is checked out.
 */
export async function noDebugCode(
  checkout: string,
  commit: string,
  signal: AbortSignal,
): Promise<Found> {
  const pattern = "TEMP-DEBUG|^[[:space:]]*debugger[[:space:]]*;?[[:space:]]*$";
  // Exits with 1 where nothing matches: https://git-scm.com/docs/git-grep#_exit_status
  const found = await git(checkout, ["grep", "-nIE", pattern, commit], signal, [0, 1]);
  // Each line begins with the commit.
  const lines = found.split("\n").flatMap((line) => line.slice(commit.length + 1) || []);
  return {
    faults: lines.length === 0 ? [] : [`${lines.length} lines of debug code: ${lines[0] ?? ""}`],
    seen: "no TEMP-DEBUG and no debugger statement",
    counts: { "debug lines": lines.length },
    details: found,
  };
}

/** Who wrote the release's commit. Throws (`GitError`) where the checkout does not have it. */
export async function authorOf(checkout: string, commit: string): Promise<Author> {
  const said = await git(checkout, ["show", "-s", "--format=%an%n%ae", commit]);
  const [name = "", email = ""] = said.split("\n");
  return { name, email };
}

async function isAncestor(checkout: string, commit: string, branch: string, signal: AbortSignal) {
  const args = ["merge-base", "--is-ancestor", commit, branch];
  try {
    await git(checkout, args, signal);
    return true;
  } catch (error) {
    // 1 says no; anything else that it cannot tell: https://git-scm.com/docs/git-merge-base
    if (error instanceof GitError && error.message === NO) return false;
    throw error;
  }
}

const NO = "exited with 1";
const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

async function git(
  checkout: string,
  args: readonly string[],
  signal?: AbortSignal,
  codes: readonly number[] = [0],
): Promise<string> {
  try {
    const { stdout } = await run("git", ["-C", checkout, ...args], {
      // A hook or a variable of a git that runs us would lead git elsewhere.
      env: Object.fromEntries(
        Object.entries(process.env).filter(([key]) => !key.startsWith("GIT_")),
      ),
      maxBuffer: 64e6,
      ...(signal && { signal }),
    });
    return stdout;
  } catch (error) {
    signal?.throwIfAborted();
    const { data } = failure.safeParse(error);
    if (data && codes.includes(data.code)) return data.stdout;
    const said = data?.stderr.trim();
    throw new GitError(data ? said || `exited with ${data.code}` : why(error));
  }
}
