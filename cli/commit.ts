import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Project } from "./project.ts";

/** How often a commit is tried, and how long after one that failed, in milliseconds. */
const TRIES = 3;
const PAUSE = 1000;
/** How long git may take, its hooks too, in milliseconds. */
const PATIENCE = 60_000;

/** What is under way by a file or folder of git's own; it takes no commit of one file alone meanwhile. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  MERGE_HEAD: "a merge",
  CHERRY_PICK_HEAD: "a cherry-pick",
  REVERT_HEAD: "a revert",
  "rebase-merge": "a rebase",
  "rebase-apply": "a rebase, or git am,",
};

/** Git would not do it: `message` is what it said. */
class GitRefused extends Error {
  /** Its exit code; -1 where it did not run, or did not end. */
  public readonly status: number;
  public readonly timedOut: boolean;
  public constructor(message: string, status: number, timedOut: boolean) {
    super(message);
    this.status = status;
    this.timedOut = timedOut;
  }
}

/**
 * Why git cannot commit a file of the project now, in words, each with what to do; none where it can. A
 * hook that refuses, and a key that cannot sign, show only in a commit.
 */
export function hindrances(project: Project, file: string): string[] {
  const asked = attempt(project, "rev-parse", "--is-inside-work-tree");
  if (asked.said !== "true")
    return [
      `${project.directory} is in no working tree of git${asked.failed && `: ${asked.failed}`}`,
    ];
  return [
    ...unnamed(project),
    ...hidden(project, file),
    ...Object.entries(UNDER_WAY)
      .filter(([name]) => existsSync(gitPath(project, name)))
      .map(([, what]) => `${what} is under way: finish it, or end it with --abort`),
    ...(attempt(project, "ls-files", "--unmerged", "--", ":/").said === ""
      ? []
      : ["files are in conflict: git status names them"]),
    ...["index.lock", "HEAD.lock"]
      .map((name) => gitPath(project, name))
      .filter(existsSync)
      .map((lock) => `another git has locked ${lock}: let it end; if none runs, remove that file`),
  ];
}

/** Whether a commit would be on no branch, where the next `git switch` leaves it behind. */
export function isDetached(project: Project): boolean {
  // https://git-scm.com/docs/git-symbolic-ref: exits with 1 where HEAD is no symbolic ref
  return attempt(project, "symbolic-ref", "--quiet", "HEAD").code === 1;
}

/**
 * Commit one file of the project, and nothing else that is staged. Nothing where it is as committed.
 *
 * @throws what git said, where it refuses
 */
export function commitFile(project: Project, file: string, words: string): void {
  if (git(project, "status", "--porcelain", "--", file) === "") return;
  git(project, "add", "--", file);
  process.stdout.write(git(project, "commit", "-m", words, "--", file));
}

/**
 * Commit a file, and try again where git refuses: another git may have had the lock.
 *
 * @returns where it was refused each time, what to tell: why, and the commands
 */
export async function commitOrTell(
  project: Project,
  file: string,
  words: string,
): Promise<string | undefined> {
  for (let tried = 1; ; tried++) {
    try {
      commitFile(project, file, words);
      if (isDetached(project)) console.error(`canary: ${DETACHED}`);
      return undefined;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (tried >= TRIES || (error instanceof GitRefused && error.timedOut))
        return `${file} is written, not committed: ${why}\n${commitCommands(file, words)}`;
      console.error(`canary: git does not commit ${file}: ${why}; trying again`);
      await sleep(PAUSE);
    }
  }
}

/** What is said of a detached HEAD. */
export const DETACHED =
  "HEAD is detached: commits are on no branch until one is made there: git switch -c NAME";

/** The commands that commit a file, to be typed by a person. */
export function commitCommands(file: string, words: string): string {
  return `  git add ${quoted(file)}\n  git commit -m ${quoted(words)}`;
}

/** Git takes no commit of nobody: https://git-scm.com/docs/git-var asks as strictly. */
function unnamed(project: Project): string[] {
  const roles = ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"];
  const failed = roles.map((one) => attempt(project, "var", one)).find(({ code }) => code !== 0);
  if (!failed) return [];
  return ["git knows no author: git config user.name NAME, and git config user.email ADDRESS"];
}

/** A file whose changes git does not see, or leaves out. */
function hidden(project: Project, file: string): string[] {
  if (attempt(project, "check-ignore", "--quiet", "--", file).code === 0)
    return [`${file} is ignored: take it out of .gitignore (git check-ignore -v says where)`];
  // https://git-scm.com/docs/git-ls-files#Documentation/git-ls-files.txt--v
  const [tag = ""] = attempt(project, "ls-files", "-v", "--", file).said;
  if (/[a-z]/.test(tag))
    return [`git is told to look away from ${file}: git update-index --no-assume-unchanged`];
  if (tag === "S")
    return [`git is told to look away from ${file}: git update-index --no-skip-worktree`];
  return [];
}

function gitPath(project: Project, name: string): string {
  return resolve(project.directory, attempt(project, "rev-parse", "--git-path", name).said);
}

function git({ directory }: Project, ...args: string[]): string {
  try {
    return execFileSync("git", args, {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: PATIENCE,
    });
  } catch (error) {
    const { code, status, stdout, stderr } = error as Failed;
    const timedOut = code === "ETIMEDOUT";
    const said = `${stderr ?? ""}\n${stdout ?? ""}`.trim();
    const why = timedOut
      ? `it took more than ${PATIENCE / 1000} s and was ended`
      : code === "ENOENT"
        ? "there is no git on the PATH"
        : `git ${args[0] ?? ""} exited with ${status ?? "a signal"}`;
    throw new GitRefused(said === "" ? why : said, status ?? -1, timedOut);
  }
}

/** What `execFileSync` throws. */
interface Failed {
  readonly code?: string;
  readonly status?: number | null;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What git says, without its last line end; where it refuses, its exit code and why. */
function attempt(project: Project, ...args: string[]) {
  try {
    return { code: 0, said: git(project, ...args).replace(/\n$/, ""), failed: "" };
  } catch (error) {
    const { status, message } = error as GitRefused;
    return { code: status, said: "", failed: message };
  }
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
