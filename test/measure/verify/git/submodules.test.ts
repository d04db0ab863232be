import assert from "node:assert/strict";
import { unlikeRelease } from "../../../../measure/verify/git.ts";
import { eachRepository, Folder } from "../workspace.ts";

describe("the app's checkout with a submodule", () => {
  let app: Folder;
  let commit: string;
  eachRepository((folder, first) => {
    app = folder;
    commit = first;
  });
  const tree = () => unlikeRelease(app.path, commit);

  let part: Folder;
  beforeEach(() => {
    part = new Folder();
    part.repository();
    submodule(app, part);
    commit = app.commit("Have a part");
  });
  afterEach(() => {
    part[Symbol.dispose]();
  });
  const submodule = (of: Folder, what: Folder) => {
    of.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", what.path, "part");
  };
  const goOnInPart = () => {
    app.write("part/app.js", "changed\n");
    app.git("-C", "part", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qam", "x");
  };

  it("is not where a submodule is changed, and git is set to ignore that", async () => {
    app.git("config", "-f", ".gitmodules", "submodule.part.ignore", "all");
    commit = app.commit("Have a part");
    assert.deepEqual((await tree()).faults, []);
    const inPart = (...args: string[]) => app.git("-C", "part", ...args);
    app.git("config", "submodule.part.ignore", "all");
    app.git("config", "diff.ignoreSubmodules", "all");

    app.write("part/app.js", "changed\n");
    assert.equal(app.git("status", "--porcelain"), "");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: M part/app.js"]);
    inPart("update-index", "--assume-unchanged", "app.js");
    assert.match(
      (await tree()).faults.join(),
      /^1 file is marked assume-unchanged.* part\/app\.js: git -C part update-index --no-assume-unchanged app\.js$/,
    );
    inPart("update-index", "--no-assume-unchanged", "app.js");
    inPart("checkout", "-q", "app.js");

    inPart("config", "status.showUntrackedFiles", "no");
    app.write("part/new.js", "");
    assert.deepEqual((await tree()).faults, ["git says of 1 file: ?? part/new.js"]);
  });

  for (const mark of ["assume-unchanged", "skip-worktree"])
    it(`is not where that is marked ${mark}, at another commit`, async () => {
      app.git("update-index", `--${mark}`, "part");
      goOnInPart();
      assert.equal(app.git("status", "--porcelain"), "");
      assert.match(
        (await tree()).faults.join(),
        new RegExp(`1 file is marked ${mark}, and git does not look at part: git update`),
      );
    });

  it("is not where that is inactive, and a file in it is changed unseen", async () => {
    app.git("config", "submodule.part.active", "false");
    app.git("-C", "part", "update-index", "--assume-unchanged", "app.js");
    app.write("part/app.js", "changed\n");
    assert.match((await tree()).faults.join(), /does not look at part\/app\.js/);
  });

  it("is not where that is inactive, at another commit", async () => {
    app.git("config", "submodule.part.active", "false");
    goOnInPart();
    assert.deepEqual((await tree()).faults, ["git says of 1 file: M part"]);
  });

  it("is not where one in it is changed, which its own settings ignore", async () => {
    using outer = new Folder();
    outer.repository();
    submodule(outer, app);
    commit = outer.commit("Have a part in a part");
    outer.git("-c", "protocol.file.allow=always", "submodule", "update", "--init", "--recursive");
    const result = () => unlikeRelease(outer.path, commit);
    assert.deepEqual((await result()).faults, []);
    outer.git("-C", "part", "config", "submodule.part.ignore", "all");
    outer.write("part/part/app.js", "changed\n");
    assert.deepEqual((await result()).faults, ["git says of 1 file: M part/part/app.js"]);
    outer.git(
      "-C",
      "part/part",
      "-c",
      "user.name=A",
      "-c",
      "user.email=a@b",
      "commit",
      "-qam",
      "x",
    );
    assert.deepEqual((await result()).faults, ["git says of 1 file: M part/part"]);
  });

  it("is not where that is not checked out, with a file in its place or none", async () => {
    app.git("submodule", "--quiet", "deinit", "--force", "part");
    const fault = "the submodule part is not checked out: git submodule update --init --recursive";
    assert.deepEqual((await tree()).faults, [fault]);
    app.write("part/app.js", "");
    assert.deepEqual((await tree()).faults, [fault]);
  });
});
