import assert from "node:assert/strict";
import { cleanTree, noDebugCode, unlikeRelease } from "../../../measure/verify/git.ts";
import { GitError } from "../../../measure/verify/git/ask.ts";
import { eachRepository, Folder, NEVER } from "./workspace.ts";

describe("the app's checkout", () => {
  let app: Folder;
  let commit: string;
  eachRepository((folder, first) => {
    app = folder;
    commit = first;
  });

  const tree = (over: { commit?: string; branch?: string } = {}) =>
    cleanTree({ checkout: app.path, commit, branch: "main", ...over }, NEVER);

  it("is the release's where it is clean, at its commit, and that is on the branch", async () => {
    const { faults, observed } = await tree();
    assert.deepEqual(faults, []);
    assert.equal(observed, `clean, at ${commit.slice(0, 12)}, which is on main`);
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

  it("cannot be determined where there is no such branch, or no repository", async () => {
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

  it("is queried as it is, whatever the environment of a git that runs us says", async () => {
    process.env["GIT_DIR"] = "/nowhere";
    try {
      assert.deepEqual((await tree()).faults, []);
    } finally {
      delete process.env["GIT_DIR"];
    }
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
