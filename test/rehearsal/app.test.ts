import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runsCommand } from "../../measure/verify/command.ts";
import { cleanTree } from "../../measure/verify/git.ts";
import { authorsSince } from "../../measure/verify/git/authors.ts";
import { layApp, verifyApp, type App } from "../../rehearsal/app.ts";
import { Folder, NEVER } from "../measure/verify/workspace.ts";

type Checks = ReturnType<typeof verifyApp>;

describe("the app of the rehearsal", () => {
  let folder: Folder;
  let app: App;
  let commit: string;
  const checks = verifyApp({ checked: true });

  beforeEach(async () => {
    folder = new Folder();
    app = await layApp(join(folder.path, "app"));
    commit = await app.release("1.5.0");
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const verify = async (item: keyof Checks) => {
    const { command, reports, coverage } = checks[item] as {
      command: string[];
      reports?: Record<string, string>;
      coverage?: number;
    };
    const env = { ...process.env, RELEASE_VERSION: "1.5.0" };
    const options = { command, reports, limits: { coverage }, cwd: app.checkout, env };
    const { verdict, observed } = await runsCommand(options)(NEVER);
    return `${verdict}: ${observed}`;
  };

  it("shows its items by commands that really run, and stays clean", async () => {
    assert.equal(
      await verify("cq-unit-tests"),
      "pass: 2 tests, 0 failures, 0 errors, 0 skipped; 100 % of lines covered",
    );
    assert.match(await verify("cq-integration-tests"), /^pass: 1 tests/);
    assert.match(await verify("cq-lint"), /^pass: \d+ files, 0 errors/);
    assert.equal(await verify("cq-tsc"), "pass: exited with 0");
    assert.match(await verify("cq-security-audit"), /^pass: 0 critical, 0 high/);
    assert.equal(await verify("env-db-migrations"), "pass: 0 pending, backward compatible");
    writeFileSync(join(app.checkout, "reports", "key"), "");
    assert.match(await verify("env-redis-cleared"), /^pass: 0 keys before, 0 keys after/);
    assert.equal(await verify("env-third-party-keys"), "pass: exited with 0");
    assert.equal(await verify("test-health-endpoints"), "pass: exited with 0");
    const tree = { checkout: app.checkout, commit, branch: "main" };
    assert.deepEqual((await cleanTree(tree, NEVER)).faults, []);
  });

  it("shows what is broken", async () => {
    const change = (file: string, text: string) => {
      appendFileSync(join(app.checkout, file), text);
    };
    change("src/cart.js", "\n/** @type {number} */\nexport const broken = 'text';\ndebugger;\n");
    assert.match(await verify("cq-tsc"), /^fail: exited with \d/);
    assert.match(await verify("cq-lint"), /^fail: exited with 1; \d+ files, 1 errors/);
    change("test/cart.test.js", "\ntest('fails', () => assert.equal(1, 2));\n");
    assert.match(await verify("cq-unit-tests"), /^fail: exited with 1; 3 tests, 1 failures/);
    change("migrations/003_drop.sql", "ALTER TABLE orders DROP COLUMN note;\n");
    assert.equal(await verify("env-db-migrations"), "fail: 1 pending, not backward compatible");
    const dependencies = { "left-pad": "0.9.0" };
    writeFileSync(join(app.checkout, "dependencies.json"), JSON.stringify(dependencies));
    assert.match(await verify("cq-security-audit"), /^fail: 0 critical, 1 high/);
  });

  it("has a commit of its own for each release, by one author", async () => {
    const next = await app.release("1.6.0");
    assert.notEqual(next, commit);
    await app.checkOut(commit);
    const tree = { checkout: app.checkout, commit, branch: "main" };
    assert.deepEqual((await cleanTree(tree, NEVER)).faults, []);
    assert.deepEqual(await authorsSince(app.checkout, next, commit), [
      { name: "Ada Lovelace", email: "ada@example.com", commit: next },
    ]);
  });
});
