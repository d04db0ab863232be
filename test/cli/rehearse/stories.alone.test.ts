import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../rehearsal/run.ts";
import { root } from "../../engine/pulumi.ts";
import { EXAMPLE } from "../../example.ts";
import { layBare, layBooks } from "./books.ts";

describe("./canary rehearse", () => {
  // Of its own, so that what it leaves behind is not taken for somebody else's.
  let temporary: string;
  before(() => {
    temporary = mkdtempSync(join(tmpdir(), "rehearse-"));
  });
  after(() => {
    rmSync(temporary, { recursive: true, force: true });
  });
  const rehearse = (...args: string[]) =>
    run(join(root, "canary"), ["rehearse", ...args], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary },
    });

  it("plays a release that goes through and two that are stopped, and leaves nothing behind", async () => {
    const changes = () =>
      execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
    const before = changes();
    const { code, output } = await rehearse("--project", EXAMPLE);
    assert.equal(code, 0, output);
    for (const percentage of [10, 25, 50, 75, 100])
      assert.match(
        output,
        new RegExp(`✔ ${percentage} % declared, [\\d.]+ % of [\\d,]+ visitors measured, within`),
      );
    assert.match(output, /requested {2}- canary:percentage: "10" {2}\+ canary:percentage: "25"/);
    assert.match(output, /✔ at 10 %: rolled back by itself: error rate above 5 %/);
    assert.match(output, /✔ at 10 %: the gate is inconclusive: .*Response time \(p95\) no data/);
    const [head, errors, silent] = output.slice(output.indexOf("\nstory ")).trim().split("\n");
    assert.match(
      head ?? "",
      /^story +at +requests failed +detected +decided +weights +last on canary$/,
    );
    assert.match(errors ?? "", /^errors +10 % +[\d,]+ of [\d,]+, 0\.\d\d %( +\d+\.\d){4}$/);
    assert.match(silent ?? "", /^silent +10 % +0 of [\d,]+, 0\.00 %( +\d+\.\d){2} +- +-$/);
    assert.match(output, /\nerrors +\d+ min \d+ s +3 min 30 s +\d+ min \d+ s +4 min 30 s\n/);
    assert.match(output, /One went through.*; 2 were stopped by what must, where it must\.\n$/);
    assert.doesNotMatch(output, /warning/i);
    assert.equal(changes(), before);
    const left = readdirSync(temporary).filter((name) => name.startsWith("canary-"));
    assert.deepEqual(left, []);
  });

  it("plays a project that has no more than it must, and says what cannot be observed there", async () => {
    const folder = layBare(mkdtempSync(join(tmpdir(), "books-")));
    try {
      const { code, output } = await rehearse("--project", folder, "--scenario", "errors");
      assert.equal(code, 0, output);
      assert.match(output, /✔ at 10 %: rolled back by itself: error rate above 5 %/);
      const unseen = await rehearse("--project", folder, "--scenario", "database");
      assert.equal(unseen.code, 2, unseen.output);
      assert.match(
        unseen.output,
        /database cannot be played: the project does not declare database-errors/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("plays any project: its hosts, paths, releases and plan", async () => {
    const folder = layBooks(mkdtempSync(join(tmpdir(), "books-")));
    try {
      const { code, output } = await rehearse("--project", folder, "--scenario", "errors");
      assert.equal(code, 0, output);
      assert.match(output, /^Project books, order\.books\.test, from /m);
      assert.match(output, /✔ at 10 %: rolled back by itself: error rate above 5 %/);
      assert.match(output, /\n {4}canary {3}[\d,]+ requests, [\d,]+ failed \(500\)/);
      assert.match(output, /\n {4}stable {3}[\d,]+ requests, 0 failed/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
