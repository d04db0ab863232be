import { execFileSync } from "node:child_process";

/** How long git may take, its hooks too, in milliseconds. */
const PATIENCE = 60_000;

/**
 * What leads git to another repository or index than those of the folder that it runs in: a hook that
 * runs us has set them for its own. https://git-scm.com/docs/git#_the_git_repository
 */
const ELSEWHERE: readonly string[] = [
  ...["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"],
  ...["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"],
];

/** Git would not do it: `message` is what it said. */
export class GitRefused extends Error {
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
 * Have git do something in a folder; gives what it prints.
 *
 * @throws {GitRefused} where it exits with another code than 0
 */
export function git(folder: string, ...args: string[]): string {
  try {
    return execFileSync("git", args, {
      cwd: folder,
      encoding: "utf8",
      env: Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !ELSEWHERE.includes(name)),
      ),
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
export function attempt(folder: string, ...args: string[]) {
  try {
    return { code: 0, said: git(folder, ...args).replace(/\r?\n$/, ""), failed: "" };
  } catch (error) {
    const { status, message } = error as GitRefused;
    return { code: status, said: "", failed: message };
  }
}
