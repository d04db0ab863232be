import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { ask, GitError, hasCommit, isShallow } from "./git/ask.ts";
import type { Found } from "./shown.ts";

/**
 * Why a checkout is not what a release was built from, in words: it must be at the release's commit, with
 * nothing changed and nothing added that git does not ignore, in submodules neither.
 *
 * @throws {GitError} where the folder is no repository
 */
export async function unlikeRelease(
  checkout: string,
  commit: string,
  signal?: AbortSignal,
): Promise<{ readonly faults: readonly string[]; readonly changes: string }> {
  const said = async (...args: string[]) => (await ask(checkout, args, { signal })).stdout;
  const head = (await said("rev-parse", "--verify", "HEAD^{commit}")).trim();
  const top = (await said("rev-parse", "--show-toplevel")).replace(/\n$/, "");
  // Whatever a submodule is configured to hide: https://git-scm.com/docs/git-status
  const changes = await said(
    ...["status", "--porcelain", "--untracked-files=all", "--ignore-submodules=none"],
  );
  const faults: string[] = [];
  if (relative(realpathSync(top), realpathSync(checkout)).split(sep)[0] === "..")
    faults.push(`its files are those in ${top}, by core.worktree`);
  if (head !== commit) faults.push(`it is at ${head}, and the release at ${commit}`);
  const lines = changes.split("\n").filter((line) => line !== "");
  const [first] = lines;
  if (first !== undefined)
    faults.push(
      `git says of ${lines.length} ${lines.length === 1 ? "file" : "files"}: ${first.trim()}`,
    );
  const unseen = unseenIn(await said("ls-files", "-v", "-z", "--recurse-submodules"));
  return { faults: [...faults, ...unseen.faults], changes: `${changes}${unseen.files.join("\n")}` };
}

/**
 * Files that git was told not to look at: what was changed in them is no change to it. `ls-files -v` has a
 * small letter for those that are assumed unchanged, and an S for those that the work tree is to skip.
 * https://git-scm.com/docs/git-ls-files, https://git-scm.com/docs/git-update-index
 */
function unseenIn(listed: string): { readonly faults: string[]; readonly files: string[] } {
  const files = listed.split("\0").filter((file) => /^(?:[a-z]|S) /.test(file));
  const marks = [
    ["assume-unchanged", files.filter((file) => /^[a-z]/.test(file)), ""],
    ["skip-worktree", files.filter((file) => /^s/i.test(file)), ", or git sparse-checkout disable"],
  ] as const;
  const faults = marks.flatMap(([mark, marked, or]) => {
    const path = marked[0]?.slice(2);
    if (path === undefined) return [];
    const all = `${marked.length} ${marked.length === 1 ? "file is" : "files are"} marked ${mark}`;
    return [`${all}, and git does not look at ${path}: git update-index --no-${mark} ${path}${or}`];
  });
  return { faults, files };
}

/** Whether the checkout is clean, at the release's commit, and that commit on the branch that was pushed. */
export async function cleanTree(
  { checkout, commit, branch }: { checkout: string; commit: string; branch: string },
  signal: AbortSignal,
): Promise<Found> {
  const { faults, changes } = await unlikeRelease(checkout, commit, signal);
  return {
    faults: [...faults, ...(await unlikeBranch(checkout, commit, branch, signal))],
    seen: `clean, at ${commit.slice(0, 12)}, which is on ${branch}`,
    details: `${commit} ${branch}\n${changes}`,
  };
}

/** Why a commit cannot be said to be on a branch. Throws (`GitError`) where there is no such branch. */
async function unlikeBranch(
  checkout: string,
  commit: string,
  branch: string,
  signal: AbortSignal,
): Promise<string[]> {
  const ref = fullName(branch);
  const known = ["show-ref", "--verify", "--quiet", ref];
  if ((await ask(checkout, known, { signal, codes: [0, 1] })).code !== 0)
    throw new GitError(`there is no ${ref}, which canary:app.branch names: git fetch`);
  const shallow = "this clone is shallow: git fetch --unshallow";
  if (!(await hasCommit(checkout, commit, signal)))
    return [
      (await isShallow(checkout, signal))
        ? `${commit} is not in it, and ${shallow}`
        : `${commit} is not in it: git fetch`,
    ];
  // 1 says no, and in a shallow clone also that git cannot tell: https://git-scm.com/docs/git-merge-base
  const asked = ["merge-base", "--is-ancestor", commit, ref];
  if ((await ask(checkout, asked, { signal, codes: [0, 1] })).code === 0) return [];
  return (await isShallow(checkout, signal))
    ? [`git cannot tell whether ${commit} is on ${branch}, since ${shallow}`]
    : [`${commit} is not on ${branch}: push and merge it`];
}

/**
 * A branch by its full name, which no other branch and no tag can have: `origin/main` is what was fetched
 * of a remote's, and a name without a slash a branch of the checkout itself. Any other has its full name
 * in config. https://git-scm.com/docs/gitrevisions, https://git-scm.com/docs/git-show-ref
 */
function fullName(branch: string): string {
  if (branch === "HEAD" || branch.startsWith("refs/")) return branch;
  return branch.includes("/") ? `refs/remotes/${branch}` : `refs/heads/${branch}`;
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
  // Attributes may say of a text that it is none, and settings how lines are shown. Exits with 1 where
  // nothing matches: https://git-scm.com/docs/git-grep
  const shown = ["--no-color", "--no-column", "--line-number", "--no-recurse-submodules", "--text"];
  const args = ["grep", ...shown, "--extended-regexp", "-e", pattern, commit, "--"];
  const { code, stdout } = await ask(checkout, args, { signal, codes: [0, 1] });
  // Each line begins with the commit.
  const lines = stdout.split("\n").flatMap((line) => line.slice(commit.length + 1) || []);
  return {
    faults: code === 1 ? [] : [`${lines.length} lines of debug code: ${lines[0] ?? ""}`],
    seen: "no TEMP-DEBUG and no debugger statement",
    counts: { "debug lines": lines.length },
    details: stdout,
  };
}
