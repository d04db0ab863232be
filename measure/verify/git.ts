import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { ask } from "./git/ask.ts";
import { unlikeBranch } from "./git/branch.ts";
import { changesIn } from "./git/changes.ts";
import type { CheckResult } from "./verified.ts";

/**
 * Why a checkout is not what a release was built from, as text: it must be at the release's commit, with
 * nothing changed and nothing added that the repository does not ignore, in submodules neither.
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
  if (relative(realpathSync(top), realpathSync(checkout)).split(sep)[0] === "..")
    return { faults: [`its files are those in ${top}, by core.worktree`], changes: "" };
  const { lines, unseen, faults } = await changesIn(top, signal);
  const [first] = lines;
  return {
    faults: [
      ...(head === commit ? [] : [`it is at ${head}, and the release at ${commit}`]),
      ...(first === undefined
        ? []
        : [
            `git says of ${lines.length} ${lines.length === 1 ? "file" : "files"}: ${first.trim()}`,
          ]),
      ...faults,
    ],
    changes: [...lines, ...unseen].join("\n"),
  };
}

/** Whether the checkout is clean, at the release's commit, and that commit on the branch that was pushed. */
export async function cleanTree(
  { checkout, commit, branch }: { checkout: string; commit: string; branch: string },
  signal: AbortSignal,
): Promise<CheckResult> {
  const { faults, changes } = await unlikeRelease(checkout, commit, signal);
  return {
    faults: [...faults, ...(await unlikeBranch(checkout, commit, branch, signal))],
    observed: `clean, at ${commit.slice(0, 12)}, which is on ${branch}`,
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
): Promise<CheckResult> {
  const pattern = "TEMP-DEBUG|^[[:space:]]*debugger[[:space:]]*;?[[:space:]]*$";
  // Attributes may say of a text that it is none, and settings how lines are printed. Exits with 1 where
  // nothing matches: https://git-scm.com/docs/git-grep
  const output = [
    "--no-color",
    "--no-column",
    "--line-number",
    "--no-recurse-submodules",
    "--text",
  ];
  const args = ["grep", ...output, "--extended-regexp", "-e", pattern, commit, "--"];
  const { code, stdout } = await ask(checkout, args, { signal, codes: [0, 1] });
  // Each line begins with the commit.
  const lines = stdout.split("\n").flatMap((line) => line.slice(commit.length + 1) || []);
  return {
    faults: code === 1 ? [] : [`${lines.length} lines of debug code: ${lines[0] ?? ""}`],
    observed: "no TEMP-DEBUG and no debugger statement",
    counts: { "debug lines": lines.length },
    details: stdout,
  };
}
