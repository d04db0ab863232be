import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for a test. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "verify-"));

  write(file: string, text: string | Uint8Array): string {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  git(...args: string[]): string {
    return execFileSync("git", ["-C", this.path, ...args], {
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  }

  /** Make a repository on the branch main; returns its first commit. */
  repository(author = "Ada Lovelace <ada@example.com>"): string {
    this.git("init", "-q", "-b", "main");
    this.git("config", "user.name", "Committer");
    this.git("config", "user.email", "committer@example.com");
    this.write("app.js", "export const answer = 42;\n");
    return this.commit("Begin", author);
  }

  commit(message: string, author = "Ada Lovelace <ada@example.com>"): string {
    this.git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", message, "--author", author);
    return this.git("rev-parse", "HEAD");
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Each test of a `describe` has a repository of its own, which `use` is handed with its first commit. */
export function eachRepository(use: (app: Folder, commit: string) => void, author?: string): void {
  let app: Folder;
  beforeEach(() => {
    app = new Folder();
    use(app, app.repository(author));
  });
  afterEach(() => {
    app[Symbol.dispose]();
  });
}

/** A command that runs a script in Node. */
export function node(script: string): string[] {
  return [process.execPath, "-e", script];
}

export const NEVER = new AbortController().signal;
