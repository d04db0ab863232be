import assert from "node:assert/strict";
import { GitError } from "../../../measure/verify/git/ask.ts";
import { authorsSince } from "../../../measure/verify/git/authors.ts";
import { eachRepository, Folder } from "./workspace.ts";

describe("who wrote a release", () => {
  let app: Folder;
  let stable: string;
  eachRepository((folder, first) => {
    app = folder;
    stable = first;
  }, "Grace Hopper <grace@example.com>");

  const names = async (commit: string, since: string | undefined = stable) =>
    (await authorsSince(app.path, commit, since)).map(({ name, email }) => `${name} <${email}>`);
  const ADA = "Ada Lovelace <ada@example.com>";
  const KIM = "Kim Roe <kim@example.com>";
  const SAM = "Sam Poe <sam@example.com>";
  const committer = /Committer/;

  it("are all authors since the stable one, and not who committed it, or wrote that", async () => {
    const first = app.commit("One", KIM);
    const commit = app.commit("Two", ADA);
    assert.deepEqual(await names(commit), [ADA, KIM]);
    assert.doesNotMatch((await names(commit)).join(), committer);
    const [tip, part] = await authorsSince(app.path, commit, stable);
    assert.deepEqual([tip?.commit, part?.commit], [commit, first]);
  });

  it("are those of a merged branch too", async () => {
    app.git("switch", "-q", "-c", "feature");
    app.commit("Part", KIM);
    app.git("switch", "-q", "main");
    app.commit("Other", SAM);
    app.git("merge", "-q", "--no-ff", "-m", "Merge", "feature");
    const merged = await names(app.git("rev-parse", "HEAD"));
    assert.ok(merged.includes(KIM) && merged.includes(SAM), merged.join());
  });

  it("are co-authors, however a host or a person writes them", async () => {
    const commit = app.commit(
      [
        "Squash (#1)",
        "* one",
        `co-authored-by: ${KIM}`,
        "* two",
        "",
        `  Co-Authored-By:   ${SAM}  `,
        "Co-authored-by: Alex Doe",
        "",
        "Signed-off-by: Grace Hopper <grace@example.com>",
      ].join("\n"),
      ADA,
    );
    assert.deepEqual(await names(commit), [ADA, KIM, SAM, "Alex Doe <>"]);
  });

  it("are co-authors, as git itself reads trailers: a space before the colon, folded lines", async () => {
    app.git("config", "trailer.separators", "=");
    const commit = app.commit(
      [
        "One",
        "",
        "Reviewed-by: Grace Hopper <grace@example.com>",
        `Co-Authored-By : ${KIM}`,
        "Co-authored-by:",
        "  Sam Poe",
        "  <sam@example.com>",
      ].join("\n"),
      ADA,
    );
    assert.deepEqual(await names(commit), [ADA, KIM, SAM]);
  });

  it("have the names of .mailmap beside their own", async () => {
    app.write(".mailmap", "Ada Lovelace <ada@example.com> <ada@home.example>\n");
    const commit = app.commit("One", "al <ada@home.example>");
    assert.deepEqual(await names(commit), ["al <ada@home.example>", ADA]);
  });

  it("are everybody who ever wrote it, where the stable one is not here or not named", async () => {
    const commit = app.commit("One", ADA);
    for (const since of ["f".repeat(40), undefined])
      assert.deepEqual(
        (await authorsSince(app.path, commit, since)).map(({ name }) => name),
        ["Ada Lovelace", "Grace Hopper"],
      );
  });

  it("are the author of a release that is older than the stable one", async () => {
    const later = app.commit("One", ADA);
    assert.deepEqual(await names(stable, later), ["Grace Hopper <grace@example.com>"]);
  });

  it("are no others for settings of git, or replacements", async () => {
    const commit = app.commit("One", ADA);
    app.git("config", "log.showSignature", "true");
    app.git("config", "color.ui", "always");
    app.git("config", "format.pretty", "oneline");
    app.git("config", "log.mailmap", "false");
    app.commit("Another", KIM);
    app.git("replace", commit, "HEAD");
    assert.deepEqual(await names(commit), [ADA]);
  });

  it("cannot be determined in a clone that is too shallow", async () => {
    app.commit("One", KIM);
    const commit = app.commit("Two", ADA);
    using clone = new Folder();
    const lay = (depth: number) => {
      clone.git("init", "-q");
      clone.git("fetch", "-q", `--depth=${depth}`, `file://${app.path}`, "main");
    };
    lay(2);
    await assert.rejects(
      authorsSince(clone.path, commit, stable),
      (error) =>
        error instanceof GitError && /this clone is shallow.*--unshallow/.test(error.message),
    );
    lay(3);
    const result = await authorsSince(clone.path, commit, stable);
    assert.deepEqual(
      result.map(({ name }) => name),
      ["Ada Lovelace", "Kim Roe"],
    );
    await assert.rejects(authorsSince(clone.path, "f".repeat(40), stable), GitError);
  });
});
