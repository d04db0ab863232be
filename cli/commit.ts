import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { attempt, git, GitRefused } from "./commit/git.ts";
import type { Project } from "./project.ts";

/** How often a commit is tried, and how long after one that failed, in milliseconds. */
const TRIES = 3;
const PAUSE = 1000;

/** Git succeeded, but HEAD does not have the file as it is: trying again would not help. */
class Lost extends Error {}

/** Whether a commit would be on no branch, where the next `git switch` leaves it behind. */
export function isDetached({ directory }: Project): boolean {
  // https://git-scm.com/docs/git-symbolic-ref: exits with 1 where HEAD is no symbolic ref
  return attempt(directory, "symbolic-ref", "--quiet", "HEAD").code === 1;
}

/**
 * Commit a stack file of the project, and nothing else that is staged; of a link, the file that it leads
 * to. Nothing where it is as committed.
 *
 * @throws what git said, where it refuses; or that HEAD does not have what was written
 */
export function commitFile({ directory }: Project, file: string, message: string): void {
  const real = target(file);
  const written = readFileSync(real, "utf8");
  git(directory, "add", "--", real);
  // Exits with 1 where they differ. Unlike `git status`, it ignores the settings of what is displayed.
  if (attempt(directory, "diff", "--cached", "--quiet", "--no-ext-diff", "--", real).code !== 0)
    process.stdout.write(git(directory, "commit", "-m", message, "--", real));
  const look = `git log -1 -p -- ${quoted(real)}`;
  if (!isSame(committed(real), written))
    throw new Lost(`a hook or a filter of git's put something else into the commit: ${look}`);
  if (!isSame(readFileSync(real, "utf8"), written))
    throw new Lost(`a hook of git's wrote something else into it after it was committed: ${look}`);
}

/**
 * Commit a file, and try again where git refuses: another git may have had the lock.
 *
 * @returns where git refused each time, the message to print: why, and the commands
 */
export async function commitOrExplain(
  project: Project,
  file: string,
  message: string,
): Promise<string | undefined> {
  for (let tried = 1; ; tried++) {
    try {
      commitFile(project, file, message);
      if (isDetached(project)) console.error(`canary: ${DETACHED}`);
      return undefined;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const final = error instanceof Lost || (error instanceof GitRefused && error.timedOut);
      if (tried >= TRIES || final)
        return `${file} is written, not committed: ${why}\n${commitCommands(file, message)}`;
      console.error(`canary: git does not commit ${file}: ${why}; trying again`);
      await sleep(PAUSE);
    }
  }
}

/** The message about a stack file that HEAD does not have as it is, with the commands; else nothing. */
export function uncommitted(file: string, message: string): string | undefined {
  const real = target(file);
  if (isSame(committed(real), readFileSync(real, "utf8"))) return undefined;
  return `${file} is written, not committed:\n${commitCommands(file, message)}`;
}

/** What is said of a detached HEAD. */
export const DETACHED =
  "HEAD is detached: commits are on no branch until one is made there: git switch -c NAME";

/** The commands that commit a file, to be typed by a person: that file alone, whatever else is staged. */
export function commitCommands(file: string, message: string): string {
  const real = quoted(target(file));
  return `  git add ${real}\n  git commit -m ${quoted(message)} -- ${real}`;
}

/** A file, or what a link leads to: git would commit the link. */
function target(file: string): string {
  return existsSync(file) ? realpathSync(file) : file;
}

/**
 * A file as HEAD has it and a checkout would write it, past line ends and encryption; nothing where it has
 * not got it. https://git-scm.com/docs/git-cat-file
 */
function committed(file: string): string {
  return attempt(dirname(file), "cat-file", "--filters", `HEAD:./${basename(file)}`).said;
}

/** Whether two stack files say the same: a hook may put them into another form. */
function isSame(one: string, other: string): boolean {
  try {
    return isDeepStrictEqual(valuesOf(one), valuesOf(other));
  } catch {
    return false;
  }
}

function valuesOf(text: string): unknown {
  return parse(text, { schema: "failsafe" });
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
