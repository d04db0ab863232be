import assert from "node:assert/strict";
import { cleanTree } from "../../../../measure/verify/git.ts";
import { eachRepository, Folder, NEVER } from "../workspace.ts";

describe("the branch that a release is on", () => {
  let app: Folder;
  let commit: string;
  eachRepository((folder, first) => {
    app = folder;
    commit = first;
  });
  const tree = (branch = "main") => cleanTree({ checkout: app.path, commit, branch }, NEVER);

  it("may be on no branch, as in CI, where its commit is on the branch", async () => {
    app.git("checkout", "-q", "--detach");
    assert.deepEqual((await tree()).faults, []);
  });

  it("cannot be determined of what is no branch, and holds any commit", async () => {
    app.git("tag", "v1");
    for (const branch of ["HEAD", "refs/tags/v1"])
      await assert.rejects(tree(branch), {
        message: `app.branch is ${branch}, which is no branch: name one, origin/main`,
      });
  });

  describe("of a remote", () => {
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
      const { faults, observed } = await on();
      assert.deepEqual(
        [faults, observed],
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
        message: "there is no refs/remotes/origin/main, which app.branch names: git fetch",
      });
    });

    it("is no link to what was never pushed", async () => {
      commit = app.commit("Never pushed");
      app.git("symbolic-ref", "refs/remotes/origin/link", "refs/heads/main");
      app.git("symbolic-ref", "refs/remotes/origin/main", "refs/remotes/origin/link");
      await assert.rejects(on(), {
        message:
          "refs/remotes/origin/main is a link to refs/heads/main: git symbolic-ref --delete refs/remotes/origin/main, then git fetch",
      });
    });

    it("may be the one that the remote's HEAD leads to", async () => {
      app.git("remote", "set-head", "origin", "main");
      const branch = "origin/HEAD";
      assert.deepEqual((await tree(branch)).faults, []);
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

    it("cannot be determined in a shallow clone, which says so", async () => {
      for (const message of ["Two", "Three", "Four"]) app.commit(message);
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

    it("cannot be determined of a commit that was not fetched", async () => {
      commit = "f".repeat(40);
      assert.match((await on()).faults.join(), new RegExp(`${commit} is not in it: git fetch$`));
    });
  });
});
