import { existsSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Project } from "../project.ts";
import { attempt } from "./git.ts";

/** What is under way by a file or folder of git's own; it takes no commit of one file alone meanwhile. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  MERGE_HEAD: "a merge",
  CHERRY_PICK_HEAD: "a cherry-pick",
  REVERT_HEAD: "a revert",
  "rebase-merge": "a rebase",
  "rebase-apply": "a rebase, or git am,",
};

/**
 * Why git cannot commit a file of the project now, each with what to do; none where it can. A hook that
 * refuses, and a key that cannot sign, appear only in a commit.
 */
export function hindrances({ directory }: Project, file: string): string[] {
  const requested = attempt(directory, "rev-parse", "--is-inside-work-tree");
  if (requested.said !== "true")
    return [
      `${directory} is in no working tree of git${requested.failed && `: ${requested.failed}`}`,
    ];
  const real = realpathSync(file);
  return [
    ...elsewhere(directory, file, real),
    ...unnamed(directory),
    ...hidden(directory, real),
    ...Object.entries(UNDER_WAY)
      .filter(([name]) => existsSync(gitPath(directory, name)))
      .map(([, what]) => `${what} is under way: finish it, or end it with --abort`),
    ...(attempt(directory, "ls-files", "--unmerged", "--", ":/").said === ""
      ? []
      : ["files are in conflict: git status names them"]),
    ...["index", "HEAD", ...branch(directory)]
      .map((name) => gitPath(directory, `${name}.lock`))
      .filter(existsSync)
      .map((lock) => `another git has locked ${lock}: let it end; if none runs, remove that file`),
  ];
}

/** A link, or a folder of config, that leads to where a commit of this repository has nothing. */
function elsewhere(directory: string, file: string, real: string): string[] {
  const [here, there] = [directory, dirname(real)].map(
    (folder) => attempt(folder, "rev-parse", "--show-toplevel").said,
  );
  if (here === there) return [];
  return [`${file} is ${real}, which is not in the working tree ${here ?? ""}: move it there`];
}

/** Git needs an identity to commit: https://git-scm.com/docs/git-var checks as strictly. */
function unnamed(directory: string): string[] {
  const roles = ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"];
  if (roles.every((one) => attempt(directory, "var", one).code === 0)) return [];
  return ["git knows no author: git config user.name NAME, and git config user.email ADDRESS"];
}

/** A file whose changes git does not detect, or leaves out. */
function hidden(directory: string, file: string): string[] {
  if (attempt(directory, "check-ignore", "--quiet", "--", file).code === 0)
    return [`${file} is ignored: take it out of .gitignore (git check-ignore -v says where)`];
  // https://git-scm.com/docs/git-ls-files#Documentation/git-ls-files.txt--v
  const [tag = ""] = attempt(directory, "ls-files", "-v", "--", file).said;
  if (/[a-z]/.test(tag))
    return [`git is set to ignore changes of ${file}: git update-index --no-assume-unchanged`];
  if (tag === "S")
    return [`git is set to ignore changes of ${file}: git update-index --no-skip-worktree`];
  return [];
}

/** The branch that a commit would move, by its full name; none where HEAD is detached. */
function branch(directory: string): string[] {
  const { said } = attempt(directory, "symbolic-ref", "--quiet", "HEAD");
  return said === "" ? [] : [said];
}

function gitPath(directory: string, name: string): string {
  return resolve(directory, attempt(directory, "rev-parse", "--git-path", name).said);
}
