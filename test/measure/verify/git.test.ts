import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { cleanTree, noDebugCode, unlikeRelease } from "../../../measure/verify/git.ts";
import { GitError } from "../../../measure/verify/git/ask.ts";
import { Folder, NEVER } from "./ground.ts";

describe("the app's checkout", () => {
  let app: Folder;
  let commit: string;
  beforeEach(() => {
    app = new Folder();
    commit = app.repository();
  });
  afterEach(() => {
    app[Symbol.dispose]();
  });

  const tree = (over: { commit?: string; branch?: string } = {}) =>
    cleanTree({ checkout: app.path, commit, branch: "main", ...over }, NEVER);

  it("is the release's where it is clean, at its commit, and that is on the branch", async () => {
    const { faults, seen } = await tree();
    assert.deepEqual(faults, []);
    assert.equal(seen, `clean, at ${commit.slice(0, 12)}, which is on main`);
  });

  it("is not where a file is changed, or added", async () => {
    app.write("app.js", "export const answer = 43;\n");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: M app.js"]);
    app.write("new/one.js", "");
    app.write("new/two.js", "");
    assert.deepEqual((await tree()).faults, ["git says of 3 files: M app.js"]);
  });

  it("is where what is added is ignored", async () => {
    app.write(".gitignore", "reports/\n");
    commit = app.commit("Ignore reports");
    app.write("reports/junit.xml", "");
    assert.deepEqual((await tree()).faults, []);
  });

  it("is not at another commit", async () => {
    const other = app.commit("Go on");
    assert.deepEqual((await unlikeRelease(app.path, commit)).faults, [
      `it is at ${other}, and the release at ${commit}`,
    ]);
  });

  it("is not where the commit was not pushed to the branch", async () => {
    app.git("switch", "-q", "-c", "feature");
    commit = app.commit("Go on");
    assert.deepEqual((await tree()).faults, [`${commit} is not on main: push and merge it`]);
    assert.deepEqual((await tree({ branch: "feature" })).faults, []);
  });

  it("cannot be told where there is no such branch, or no repository", async () => {
    await assert.rejects(tree({ branch: "origin/main" }), GitError);
    using folder = new Folder();
    await assert.rejects(
      unlikeRelease(folder.path, commit),
      (error) => error instanceof GitError && /not a git repository/.test(error.message),
    );
  });

  it("has no debug code where git finds none in the commit", async () => {
    assert.deepEqual((await noDebugCode(app.path, commit, NEVER)).faults, []);
  });

  for (const [what, text] of [
    ["a marker", "go(); // TEMP-DEBUG"],
    ["a debugger statement", "  debugger;"],
  ] as const)
    it(`has debug code with ${what}`, async () => {
      app.write("app.js", `first();\n${text}\n`);
      const later = app.commit("Look");
      const { faults, counts } = await noDebugCode(app.path, later, NEVER);
      assert.deepEqual(faults, [`1 lines of debug code: app.js:2:${text}`]);
      assert.deepEqual(counts, { "debug lines": 1 });
      // Of the commit before it says nothing, whatever is checked out.
      assert.deepEqual((await noDebugCode(app.path, commit, NEVER)).faults, []);
    });

  it("is asked as it is, whatever the environment of a git that runs us says", async () => {
    process.env["GIT_DIR"] = "/nowhere";
    try {
      assert.deepEqual((await tree()).faults, []);
    } finally {
      delete process.env["GIT_DIR"];
    }
  });

  describe("whatever its own settings say", () => {
    it("is not where files are changed that git is told not to look at", async () => {
      app.write("other.js", "");
      commit = app.commit("Go on");
      for (const [mark, undo] of [
        ["assume-unchanged", ""],
        ["skip-worktree", ", or git sparse-checkout disable"],
      ] as const) {
        app.git("update-index", `--${mark}`, "app.js");
        app.write("app.js", "changed\n");
        assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
        assert.deepEqual((await tree()).faults, [
          `1 file is marked ${mark}, and git does not look at app.js: git update-index --no-${mark} app.js${undo}`,
        ]);
        app.git("update-index", `--no-${mark}`, "app.js");
        app.git("checkout", "-q", "app.js");
      }
      assert.deepEqual((await tree()).faults, []);
    });

    it("is not where a part of it is not checked out", async () => {
      app.write("docs/a.md", "");
      commit = app.commit("Go on");
      app.git("sparse-checkout", "set", "--no-cone", "/app.js");
      assert.match((await tree()).faults.join(), /^1 file is marked skip-worktree.* docs\/a\.md:/);
    });

    it("is not where a submodule is changed, and git is told to ignore that", async () => {
      using part = new Folder();
      part.repository();
      app.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", part.path, "part");
      app.git("config", "-f", ".gitmodules", "submodule.part.ignore", "all");
      commit = app.commit("Have a part");
      assert.deepEqual((await tree()).faults, []);
      const inPart = (...args: string[]) => app.git("-C", "part", ...args);
      app.git("config", "submodule.part.ignore", "all");
      app.git("config", "diff.ignoreSubmodules", "all");

      app.write("part/app.js", "changed\n");
      assert.equal(app.git("status", "--porcelain"), "");
      assert.deepEqual((await tree()).faults, ["git says of 1 file: M part"]);
      inPart("update-index", "--assume-unchanged", "app.js");
      assert.match(
        (await tree()).faults.join(),
        /^1 file is marked assume-unchanged.* part\/app\.js/,
      );
      inPart("update-index", "--no-assume-unchanged", "app.js");
      inPart("checkout", "-q", "app.js");

      inPart("config", "status.showUntrackedFiles", "no");
      app.write("part/new.js", "");
      assert.deepEqual((await tree()).faults, ["git says of 1 file: M part"]);
    });

    it("is not where a file is added, and git is told not to show that", async () => {
      app.git("config", "status.showUntrackedFiles", "no");
      app.write("new.js", "");
      assert.deepEqual((await tree()).faults, ["git says of 1 file: ?? new.js"]);
    });

    it("is not where a program says that nothing was changed", async () => {
      const hook = app.write(".git/says-nothing", "#!/bin/sh\nprintf 'token\\0'\n");
      chmodSync(hook, 0o755);
      app.git("config", "core.fsmonitor", hook);
      app.git("status");
      app.write("app.js", "changed\n");
      assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
      assert.deepEqual((await tree()).faults, ["git says of 1 file: M app.js"]);
    });

    it("is not where its files are taken from elsewhere", async () => {
      using other = new Folder();
      other.write("app.js", "export const answer = 42;\n");
      app.git("config", "core.worktree", other.path);
      assert.deepEqual((await unlikeRelease(app.path, commit)).faults, [
        `its files are those in ${other.path}, by core.worktree`,
      ]);
    });

    it("has the debug code that attributes and colours would hide", async () => {
      app.write(".gitattributes", "*.js binary\n");
      app.write("app.js", "debugger;\n");
      const later = app.commit("Look");
      app.git("config", "color.grep", "always");
      app.git("config", "grep.column", "true");
      app.git("config", "grep.patternType", "fixed");
      assert.deepEqual((await noDebugCode(app.path, later, NEVER)).faults, [
        "1 lines of debug code: app.js:1:debugger;",
      ]);
    });
  });

  describe("and the branch of a remote", () => {
    let remote: Folder;
    const on = (where = app.path) =>
      cleanTree({ checkout: where, commit, branch: "origin/main" }, NEVER);
    beforeEach(() => {
      remote = new Folder();
      remote.git("init", "-q", "--bare");
      remote.git("config", "uploadpack.allowAnySHA1InWant", "true");
      app.git("remote", "add", "origin", `file://${remote.path}`);
      app.git("push", "-q", "origin", "main");
    });
    afterEach(() => {
      remote[Symbol.dispose]();
    });

    it("has what was pushed there, and is said to", async () => {
      const { faults, seen } = await on();
      assert.deepEqual(
        [faults, seen],
        [[], `clean, at ${commit.slice(0, 12)}, which is on origin/main`],
      );
    });

    it("is no branch and no tag of the checkout that has its name", async () => {
      app.git("switch", "-q", "-c", "origin/main");
      commit = app.commit("Never pushed");
      app.git("tag", "origin/main");
      app.git("tag", "heads/origin/main");
      assert.deepEqual((await on()).faults, [`${commit} is not on origin/main: push and merge it`]);
      app.git("update-ref", "-d", "refs/remotes/origin/main");
      await assert.rejects(on(), {
        message: "there is no refs/remotes/origin/main, which canary:app.branch names: git fetch",
      });
    });

    it("has nothing that replacements and grafts alone put there", async () => {
      const pushed = commit;
      commit = app.commit("Never pushed");
      app.git("replace", "--graft", pushed, commit);
      assert.deepEqual((await on()).faults, [`${commit} is not on origin/main: push and merge it`]);
      app.git("replace", "-d", pushed);
      app.write(".git/info/grafts", `${pushed} ${commit}\n`);
      assert.deepEqual((await on()).faults, [`${commit} is not on origin/main: push and merge it`]);
    });

    it("cannot be told in a shallow clone, which says so", async () => {
      for (const words of ["Two", "Three", "Four"]) app.commit(words);
      app.git("push", "-q", "origin", "main");
      using clone = new Folder();
      clone.git("init", "-q");
      clone.git("remote", "add", "origin", `file://${remote.path}`);
      clone.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main");
      clone.git("checkout", "-q", "origin/main");
      const shallow = "this clone is shallow: git fetch --unshallow";
      assert.match(
        (await on(clone.path)).faults.join(),
        new RegExp(`${commit} is not in it, and ${shallow}$`),
      );
      clone.git("fetch", "-q", "--depth=1", "origin", commit);
      clone.git("checkout", "-q", commit);
      assert.deepEqual((await on(clone.path)).faults, [
        `git cannot tell whether ${commit} is on origin/main, since ${shallow}`,
      ]);
      clone.git("fetch", "-q", "--unshallow", "origin");
      assert.deepEqual((await on(clone.path)).faults, []);
    });

    it("cannot be told of a commit that was not fetched", async () => {
      commit = "f".repeat(40);
      assert.match((await on()).faults.join(), new RegExp(`${commit} is not in it: git fetch$`));
    });
  });
});
