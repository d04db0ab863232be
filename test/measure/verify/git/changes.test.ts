import assert from "node:assert/strict";
import { chmodSync, symlinkSync } from "node:fs";
import { unlikeRelease } from "../../../../measure/verify/git.ts";
import { eachRepository, Folder } from "../workspace.ts";

describe("the app's checkout, whatever its own settings say", () => {
  let app: Folder;
  let commit: string;
  eachRepository((folder, first) => {
    app = folder;
    commit = first;
  });
  const tree = () => unlikeRelease(app.path, commit);

  it("is not where files are changed that git is set not to look at", async () => {
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

  for (const [what, hide] of [
    [
      "by .git/info/exclude",
      () => {
        app.write(".git/info/exclude", "new.js\n");
      },
    ],
    [
      "by core.excludesFile",
      () => {
        app.git("config", "core.excludesFile", app.write(".git/excludes", "new.js\n"));
      },
    ],
  ] as const)
    it(`is not where a file is added that only the clone ignores, ${what}`, async () => {
      hide();
      app.write("new.js", "");
      assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
      assert.deepEqual((await tree()).faults, ["git says of 1 file: ?? new.js"]);
    });

  it("is not where a .gitignore is added that hides itself", async () => {
    app.write("d/.gitignore", "*\n");
    app.write("d/new.js", "");
    assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: ?? d/.gitignore"]);
    app.write(".gitignore", "d/\n");
    commit = app.commit("Ignore it for everybody");
    assert.deepEqual((await tree()).faults, []);
  });

  it("is not where a file is in another case, in a file system that tells them apart", async () => {
    app.git("config", "core.ignoreCase", "true");
    app.write("APP.js", "");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: ?? APP.js"]);
  });

  it("is not where a file may be run, and git is set not to look", async () => {
    app.git("config", "core.fileMode", "false");
    chmodSync(app.write("app.js", "export const answer = 42;\n"), 0o755);
    assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: M app.js"]);
  });

  it("is not where a link is a file, and git is set to know none", async () => {
    symlinkSync("app.js", `${app.path}/link`);
    commit = app.commit("Link");
    app.git("config", "core.symlinks", "false");
    app.git("rm", "-q", "--cached", "link");
    app.git("checkout", "-q", "HEAD", "--", "link");
    assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: T link"]);
  });

  it("is not where a filter hands git another text", async () => {
    app.git("config", "filter.old.clean", "git show HEAD:app.js");
    const attributes = app.write(".git/attributes", "app.js filter=old\n");
    app.git("config", "core.attributesFile", attributes);
    // As long as it was: git believes the length first.
    app.write("app.js", "export const answer = 43;\n");
    assert.equal(app.git("status", "--porcelain"), "", "git itself sees nothing");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: M app.js"]);
    const file = app.write(".git/info/attributes", "# the clone's\napp.js filter=old\n");
    assert.match((await tree()).faults.join(), new RegExp(`${file} says how git reads files`));
    app.write("app.js", "export const answer = 42;\n");
    app.write(".git/info/attributes", "# nothing\n\n");
    assert.deepEqual((await tree()).faults, []);
  });

  it("is not where a file is added, and git is set not to show that", async () => {
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
});
