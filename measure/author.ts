import { execFileSync } from "node:child_process";
import { userInfo } from "node:os";
import type { Author } from "../rollout/announcement.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Who runs this, and where to look that up: the CI's actor and run, else the user that git knows
 * in this folder and the commit that it is at. Never throws.
 */
export function authorOf(directory: string, env: Env = process.env): Author {
  return {
    name: actor(env) ?? git(directory, "config", "user.name") ?? user(),
    link: run(env) ?? commit(directory),
  };
}

/**
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 */
function actor(env: Env): string | undefined {
  // Whoever ran a workflow again is not its first actor.
  return (
    env["GITHUB_TRIGGERING_ACTOR"] || env["GITHUB_ACTOR"] || env["GITLAB_USER_LOGIN"] || undefined
  );
}

function run(env: Env): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (server && repository && id) return `${server}/${repository}/actions/runs/${id}`;
  return env["CI_JOB_URL"] || undefined;
}

/** The page of the commit, where the repository has one. */
function commit(directory: string): string | undefined {
  const remote = git(directory, "remote", "get-url", "origin");
  const head = git(directory, "rev-parse", "HEAD");
  const page = remote === undefined ? undefined : pageOf(remote);
  return page === undefined || head === undefined ? undefined : `${page}/commit/${head}`;
}

/** `git@host:owner/name.git` or a URL, as a page: a password in it stays out. */
function pageOf(remote: string): string | undefined {
  const [, host, path] =
    /^(?:(?:https|ssh):\/\/)?(?:[^@/]*@)?([\w.-]+\.[a-z]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/i.exec(
      remote,
    ) ?? [];
  return host === undefined || path === undefined ? undefined : `https://${host}/${path}`;
}

function user(): string {
  try {
    return userInfo().username;
  } catch {
    return "somebody";
  }
}

/** What git says; undefined where it says nothing, is not there or hangs. */
function git(directory: string, ...args: string[]): string | undefined {
  try {
    const said = execFileSync("git", args, {
      cwd: directory,
      encoding: "utf8",
      timeout: 1000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return said.trim() || undefined;
  } catch {
    return undefined;
  }
}
