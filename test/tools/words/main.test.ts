import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../../tools/words/main.ts");

describe("the check of words", () => {
  const folder = mkdtempSync(join(tmpdir(), "canary-words-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const put = (file: string, text: string) => {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
    execFileSync("git", ["add", "--", file], { cwd: folder });
  };
  const check = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, lines: stderr.split("\n").filter((line) => line !== "") };
  };

  before(() => {
    execFileSync("git", ["init", "-q"], { cwd: folder });
    put("README.md", "Its share increases.\n");
    put("cli/known.ts", 'const seen = "it rises";\n');
    put("page/list.js", "const carried = 1;\n");
  });

  it("passes pages that have none of them, whatever is in code", () => {
    assert.deepEqual(check(), { status: 0, lines: [] });
  });

  it("names messages, names and file names with --names, and fails", () => {
    const { status, lines } = check("--names");
    assert.equal(status, 1);
    assert.deepEqual(
      lines.map((line) => line.replace(/; use: .*/, "")),
      [
        'cli/known.ts:1: "cli/known.ts (known)"',
        'cli/known.ts:1: "seen (seen)"',
        'cli/known.ts:1: "rises"',
        'page/list.js:1: "carried (carried)"',
        "4 words that need a story: tools/words/list.ts",
      ],
    );
  });

  it("judges no more than the paths that are named", () => {
    assert.equal(check("--names", "README.md").status, 0);
  });

  it("fails for a page, an example or a stack file, with the line", () => {
    for (const file of ["docs/a.md", "examples/a/b.yaml", "Pulumi.x.yaml", "CONTRIBUTING.md"]) {
      put(file, "Fine.\nNobody was told.\n");
      const { status, lines } = check(file);
      assert.equal(status, 1, file);
      assert.match(lines[0] ?? "", new RegExp(`^${file}:2: "told"; use: notified`));
    }
  });
});
