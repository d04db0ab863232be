import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { authorOf } from "../../measure/author.ts";

describe("who makes a transition", () => {
  let directory: string;
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: directory, encoding: "utf8" }).trim();
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "author-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("is the CI's actor, who ran it last, with the run", () => {
    const env = {
      GITHUB_ACTOR: "ada",
      GITHUB_SERVER_URL: "https://github.example.com",
      GITHUB_REPOSITORY: "example/shop",
      GITHUB_RUN_ID: "42",
    };
    const link = "https://github.example.com/example/shop/actions/runs/42";
    assert.deepEqual(authorOf(directory, env), { name: "ada", link });
    const again = { ...env, GITHUB_TRIGGERING_ACTOR: "grace" };
    assert.deepEqual(authorOf(directory, again), { name: "grace", link });
    const job = "https://gitlab.example.com/example/shop/-/jobs/7";
    const gitlab = { GITLAB_USER_LOGIN: "kim", CI_JOB_URL: job };
    assert.deepEqual(authorOf(directory, gitlab), { name: "kim", link: job });
  });

  it("is elsewhere git's user, with the commit at its page", () => {
    git("init", "--quiet");
    git("config", "user.name", "Grace Hopper");
    git("config", "user.email", "grace@example.com");
    git("commit", "--quiet", "--allow-empty", "--no-gpg-sign", "-m", "first");
    assert.deepEqual(authorOf(directory, {}), { name: "Grace Hopper", link: undefined });
    const link = `https://github.com/example/shop/commit/${git("rev-parse", "HEAD")}`;
    git("remote", "add", "origin", "git@github.com:example/shop.git");
    for (const remote of [
      "git@github.com:example/shop.git",
      "https://github.com/example/shop.git",
      "https://grace:secret@github.com/example/shop",
      "ssh://git@github.com:22/example/shop.git",
    ]) {
      git("remote", "set-url", "origin", remote);
      assert.equal(authorOf(directory, {}).link, link, remote);
    }
    for (const remote of ["/srv/git/shop.git", "../shop", "file:///srv/shop.git"]) {
      git("remote", "set-url", "origin", remote);
      assert.equal(authorOf(directory, {}).link, undefined, remote);
    }
  });

  it("is the machine's user where git knows none, or there is no such folder", () => {
    const { name, link } = authorOf(join(directory, "missing"), {});
    assert.deepEqual([name, link], [userInfo().username, undefined]);
  });
});
