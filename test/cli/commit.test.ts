import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  commitCommands,
  commitFile,
  commitOrExplain,
  isDetached,
  uncommitted,
} from "../../cli/commit.ts";
import { hindrances } from "../../cli/commit/hindrances.ts";

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
      commitCommands(file(), "it's slow"),
      `  git add ${file()}\n  git commit -m 'it'\\''s slow' -- ${file()}`,
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
    return commitOrExplain(project(), file(), "Roll production out: 1.5.0 to 25 %");
  };

  it("is tried again where git refuses once", async () => {
    hook("test -e tried || { touch tried; echo not yet >&2; exit 1; }");
    assert.equal(await orTell(), undefined);
    assert.equal(git("rev-list", "--count", "HEAD"), "1\n");
  });

  it("says why git refuses, that the file is written, and the two commands", async () => {
    hook("echo the linter is not content >&2; exit 1");
    assert.equal(
      await orTell(),
      `${file()} is written, not committed: the linter is not content
  git add ${file()}
  git commit -m 'Roll production out: 1.5.0 to 25 %' -- ${file()}`,
    );
  });

  it("says so of a hook that fails without a word", async () => {
    hook("exit 1");
    assert.match((await orTell()) ?? "", /not committed: git commit exited with 1\n/);
  });

  it("is on no branch where HEAD is detached", () => {
    assert.equal(isDetached(project()), false, "a branch without a commit is one");
    commit("percentage: 25");
    assert.equal(isDetached(project()), false);
    git("checkout", "-q", "--detach");
    assert.equal(isDetached(project()), true);
    assert.deepEqual(hindrances(project(), file()), []);
  });

  describe("loses none in silence", () => {
    beforeEach(() => {
      commit("percentage: 10");
    });
    const kept = (path = "Pulumi.production.yaml") => git("show", `HEAD:${path}`);

    it("of a link, whose file it commits", async () => {
      git("mv", "Pulumi.production.yaml", "settings.yaml");
      symlinkSync("settings.yaml", file());
      git("add", "--all");
      git("commit", "-q", "-m", "Link it");
      assert.deepEqual(hindrances(project(), file()), []);
      assert.equal(await orTell(), undefined);
      assert.equal(kept("settings.yaml"), "percentage: 25");
      assert.match(commitCommands(file(), "x"), / -- \S+\/settings\.yaml$/);
    });

    it("of a file that is new where git shows no new ones", async () => {
      git("rm", "-q", "--cached", "Pulumi.production.yaml");
      git("commit", "-q", "-m", "Forget it");
      git("config", "status.showUntrackedFiles", "no");
      assert.equal(await orTell(), undefined);
      assert.equal(kept(), "percentage: 25");
    });

    for (const [name, value] of [
      ["GIT_DIR", "other/.git"],
      ["GIT_WORK_TREE", "other"],
      ["GIT_INDEX_FILE", "other.index"],
    ] as const)
      it(`where ${name} leads elsewhere`, async () => {
        git("init", "-q", "other");
        process.env[name] = join(directory, value);
        try {
          assert.deepEqual(hindrances(project(), file()), []);
          assert.equal(await orTell(), undefined);
        } finally {
          Reflect.deleteProperty(process.env, name);
        }
        assert.equal(kept(), "percentage: 25");
        assert.equal(git("status", "--porcelain", "--untracked-files=no"), "");
      });

    it("where a hook puts the old one back into the commit", async () => {
      hook("echo 'percentage: 10' > Pulumi.production.yaml; git add Pulumi.production.yaml");
      assert.match(
        (await orTell()) ?? "",
        /not committed: a hook or a filter of git's put something else into the commit: git log -1 -p -- /,
      );
    });

    it("where a hook writes the old one back after it is committed", async () => {
      hook("echo 'percentage: 10' > Pulumi.production.yaml");
      assert.match((await orTell()) ?? "", /a hook of git's wrote something else into it after/);
    });

    it("where a filter hands git the old one", async () => {
      git("config", "filter.old.clean", "echo 'percentage: 10'");
      writeFileSync(join(directory, ".git/info/attributes"), "*.yaml filter=old\n");
      assert.match((await orTell()) ?? "", /not committed: a hook or a filter of git's put/);
    });

    it("and takes a hook that only writes it in another form", async () => {
      hook("echo 'percentage:   \"25\"' > Pulumi.production.yaml; git add Pulumi.production.yaml");
      assert.equal(await orTell(), undefined);
      assert.equal(kept(), 'percentage:   "25"\n');
    });

    it("and takes line ends that git writes in another form", async () => {
      writeFileSync(join(directory, ".git/info/attributes"), "*.yaml text eol=crlf\n");
      writeFileSync(file(), "percentage: 25\r\nname: x\r\n");
      assert.equal(await commitOrExplain(project(), file(), "x"), undefined);
      assert.equal(kept(), "percentage: 25\nname: x\n");
    });

    it("that a step left behind", () => {
      assert.equal(uncommitted(file(), "Go on"), undefined);
      writeFileSync(file(), "percentage: 25");
      assert.equal(
        uncommitted(file(), "Go on"),
        `${file()} is written, not committed:\n  git add ${file()}\n  git commit -m 'Go on' -- ${file()}`,
      );
    });
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

    for (const [what, hinder, message] of [
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
        "the lock of the branch",
        () => {
          writeFileSync(join(directory, ".git", `${git("symbolic-ref", "HEAD").trim()}.lock`), "");
        },
        /another git has locked .*refs\/heads\/.*\.lock/,
      ],
      [
        "a link out of the working tree",
        () => {
          const other = mkdtempSync(join(tmpdir(), "elsewhere-"));
          writeFileSync(join(other, "settings.yaml"), "percentage: 10");
          rmSync(file());
          symlinkSync(join(other, "settings.yaml"), file());
        },
        /yaml is .*settings\.yaml, which is not in the working tree .*: move it there/,
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
        assert.match(hindrances(project(), file()).join("\n"), message);
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
