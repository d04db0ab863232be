import { execFileSync } from "node:child_process";
import type { Project } from "./project.ts";

/** Commit one file of the project, and nothing else that is staged. Nothing where it is as committed. */
export function commitFile(project: Project, file: string, words: string): void {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: project.directory, encoding: "utf8" });
  if (git("status", "--porcelain", "--", file) === "") return;
  git("add", file);
  process.stdout.write(git("commit", "-m", words, "--", file));
}

/** The commands that commit a file, to be typed by a person. */
export function commitCommands(file: string, words: string): string {
  return `  git add ${quoted(file)}\n  git commit -m ${quoted(words)}`;
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
