import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  commitCommands,
  commitFile,
  commitOrTell,
  hindrances,
  isDetached,
} from "../../cli/commit.ts";

describe("committing a stack file", () => {
  let directory: string;
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: directory, encoding: "utf8", stdio: "pipe" });
  const file = () => join(directory, "Pulumi.production.yaml");
  const commit = (text: string) => {
    writeFileSync(file(), text);
    commitFile({ directory, name: "canary" }, file(), "Roll production out: 1.5.0 to 25 %");
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "commit-"));
    git("init", "-q");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.com");
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("commits that file alone, whatever else is staged", () => {
    writeFileSync(join(directory, "other"), "");
    git("add", "other");
    commit("percentage: 25");
    assert.equal(
      git("show", "--format=%s", "--name-only"),
      "Roll production out: 1.5.0 to 25 %\n\nPulumi.production.yaml\n",
    );
    assert.equal(git("status", "--porcelain"), "A  other\n");
  });

  it("commits nothing where it is as it was committed", () => {
    commit("percentage: 25");
    commit("percentage: 25");
    assert.equal(git("rev-list", "--count", "HEAD"), "1\n");
  });

  it("can be typed as it is said", () => {
    assert.equal(
      commitCommands("Pulumi.production.yaml", "it's slow"),
      "  git add Pulumi.production.yaml\n  git commit -m 'it'\\''s slow'",
    );
  });

  const project = () => ({ directory, name: "canary" });
  const hook = (script: string) => {
    const path = join(directory, ".git/hooks/pre-commit");
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  };
  const orTell = () => {
    writeFileSync(file(), "percentage: 25");
    return commitOrTell(project(), file(), "Roll production out: 1.5.0 to 25 %");
  };

  it("is tried again where git refuses once", async () => {
    hook("test -e tried || { touch tried; echo not yet >&2; exit 1; }");
    assert.equal(await orTell(), undefined);
    assert.equal(git("rev-list", "--count", "HEAD"), "1\n");
  }).timeout(10_000);

  it("says why git refuses, that the file is written, and the two commands", async () => {
    hook("echo the linter is not content >&2; exit 1");
    assert.equal(
      await orTell(),
      `${file()} is written, not committed: the linter is not content
  git add ${file()}
  git commit -m 'Roll production out: 1.5.0 to 25 %'`,
    );
  }).timeout(10_000);

  it("says so of a hook that fails without a word", async () => {
    hook("exit 1");
    assert.match((await orTell()) ?? "", /not committed: git commit exited with 1\n/);
  }).timeout(10_000);

  it("is on no branch where HEAD is detached", () => {
    assert.equal(isDetached(project()), false, "a branch without a commit is one");
    commit("percentage: 25");
    assert.equal(isDetached(project()), false);
    git("checkout", "-q", "--detach");
    assert.equal(isDetached(project()), true);
    assert.deepEqual(hindrances(project(), file()), []);
  });

  describe("is hindered by", () => {
    beforeEach(() => {
      commit("percentage: 10");
    });
    const conflict = () => {
      git("checkout", "-q", "-b", "other");
      commit("percentage: 20");
      git("checkout", "-q", "-");
      commit("percentage: 25");
    };
    const fails = (...args: string[]) => {
      assert.throws(() => git(...args));
    };

    for (const [what, hinder, words] of [
      [
        "no repository",
        () => {
          rmSync(join(directory, ".git"), { recursive: true });
        },
        /is in no working tree of git/,
      ],
      [
        "nobody's name",
        () => {
          git("config", "user.useConfigOnly", "true");
          git("config", "user.name", "");
          git("config", "user.email", "");
        },
        /git knows no author: git config user\.name/,
      ],
      [
        "a file that is ignored",
        () => {
          git("rm", "-q", "--cached", file());
          writeFileSync(join(directory, ".gitignore"), "Pulumi.*.yaml\n");
        },
        /is ignored: take it out of \.gitignore/,
      ],
      [
        "a file that is assumed unchanged",
        () => {
          git("update-index", "--assume-unchanged", file());
        },
        /--no-assume-unchanged/,
      ],
      [
        "a file that is skipped",
        () => {
          git("update-index", "--skip-worktree", file());
        },
        /--no-skip-worktree/,
      ],
      [
        "another git's lock",
        () => {
          writeFileSync(join(directory, ".git/index.lock"), "");
        },
        /another git has locked .*index\.lock/,
      ],
      [
        "a merge under way",
        () => {
          conflict();
          fails("merge", "other");
        },
        /^a merge is under way/m,
      ],
      [
        "a cherry-pick under way",
        () => {
          conflict();
          fails("cherry-pick", "other");
        },
        /^a cherry-pick is under way/m,
      ],
      [
        "a rebase under way",
        () => {
          conflict();
          fails("rebase", "other");
        },
        /^a rebase is under way/m,
      ],
    ] as const) {
      it(what, () => {
        assert.deepEqual(hindrances(project(), file()), []);
        hinder();
        assert.match(hindrances(project(), file()).join("\n"), words);
      });
    }

    it("nothing in a linked working tree, whose .git is a file", () => {
      const linked = join(directory, "linked");
      git("worktree", "add", "-q", linked);
      const there = { directory: linked, name: "canary" };
      assert.deepEqual(hindrances(there, join(linked, "Pulumi.production.yaml")), []);
    });
  });
});
