import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commitCommands, commitFile } from "../../cli/commit.ts";

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
});
