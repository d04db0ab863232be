import assert from "node:assert/strict";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { findProject, stackFile } from "../../cli/project.ts";
import { changed, writeChange, type Change } from "../../cli/stackFile.ts";

const release = { version: "1.5.0", commit: "15".repeat(20), deployment: "dpl_150" };
const at = "2026-01-31T12:00:00.000Z";
const rollback = { release: "dpl_150", trigger: "errors", reason: 'a "bad" one: #1', at };

describe("a change of a stack file", () => {
  const write = (text: string, change: Change) => changed(text, "canary", change);

  const FORMS: Readonly<Record<string, string>> = {
    "quoted, with comments": `# about\nconfig:\n  # a comment\n  canary:percentage: "10" # now\n  canary:plan:\n  - percentage: 10\n    soak:   10m\n`,
    "with the line ends of Windows": `config:\r\n  # a comment\r\n  canary:percentage: "10"\r\n  canary:resolvers:\r\n    - "10.0.0.2:53"\r\n`,
    "with both line ends": `config:\r\n  canary:percentage: "10"\n  aws:region: us-east-1\r\n`,
    "indented by four": `config:\n    canary:percentage: 10\n    aws:region: us-east-1\n`,
    "after a byte order mark": `\uFEFFconfig:\n  canary:percentage: '10'\n`,
    "without a last line end": `config:\n  aws:region: us-east-1\n  canary:percentage: "10"`,
    "without its namespace": `config:\n  percentage: "10"\n  aws:region: us-east-1\n`,
  };
  for (const [form, text] of Object.entries(FORMS)) {
    it(`changes one value and nothing else ${form}`, () => {
      const expected = text.replace(/percentage: ["']?10["']?/, 'percentage: "25"');
      assert.equal(write(text, { percentage: 25 }), expected);
      assert.equal(write(expected, { percentage: 25 }), expected);
    });
  }

  it("adds a block below the others, with their line ends", () => {
    const text = `config:\r\n  canary:percentage: "10"\r\n# the end\r\n`;
    assert.equal(
      write(text, { percentage: 0, rollback }),
      [
        "config:",
        '  canary:percentage: "0"',
        "  canary:rollback:",
        '    release: "dpl_150"',
        '    trigger: "errors"',
        '    reason: "a \\"bad\\" one: #1"',
        `    at: "${at}"`,
        "# the end",
        "",
      ].join("\r\n"),
    );
    const bare = `config:\n  canary:percentage: "10"`;
    assert.deepEqual(parse(write(bare, { rollback })), {
      config: { "canary:percentage": "10", "canary:rollback": rollback },
    });
  });

  it("keeps the comments of a block that it changes, and takes out what is gone", () => {
    const text = [
      "config:",
      "  canary:releases:",
      "    stable: # serves everyone",
      "      version: 1.4.0",
      "      commit: abc # short",
      "      deployment: dpl_140",
      "    canary: { version: 1.5.0, commit: def, deployment: dpl_150 }",
      "  canary:rollback:",
      "    release: dpl_1",
      "    note: |",
      "      two",
      "      lines",
      "    at: then",
      "",
    ].join("\n");
    const result = write(text, { releases: { stable: release }, halt: undefined });
    assert.equal(
      result,
      text
        .replace("1.4.0", '"1.5.0"')
        .replace("abc", `"${release.commit}"`)
        .replace("dpl_140", '"dpl_150"')
        .replace(/ {4}canary: .*\n/, ""),
    );
    const { config } = parse(write(text, { rollback })) as { config: Record<string, unknown> };
    assert.deepEqual(config["canary:rollback"], rollback);
  });

  it("changes a block in one line", () => {
    const text = `config: { "canary:percentage": "10", "aws:region": us-east-1 }\n`;
    assert.deepEqual(parse(write(text, { percentage: 25 })), {
      config: { "canary:percentage": "25", "aws:region": "us-east-1" },
    });
  });

  const REFUSED: Readonly<Record<string, [text: string, why: RegExp]>> = {
    "is no YAML": ["config:\n  }{: x\n", /it is not valid YAML/],
    "has no config": ["secretsprovider: x\n", /it has no config block/],
    "has a key twice": [
      'config:\n  percentage: "1"\n  canary:percentage: "2"\n',
      /it has percentage beside canary:percentage: take one of them out/,
    ],
    "has a value that another refers to": [
      "config:\n  canary:percentage: &p 10\n  x: *p\n",
      /in a way that this cannot change/,
    ],
  };
  for (const [what, [text, why]] of Object.entries(REFUSED)) {
    it(`refuses a file that ${what}`, () => {
      assert.throws(() => write(text, { percentage: 25 }), why);
    });
  }
});

describe("the file of a stack", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "stack-file-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const put = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
  };

  for (const [key, where] of [
    ["stackConfigDir: stacks", "stacks"],
    ["config: stacks", "stacks"],
    ["config: {}", ""],
  ] as const) {
    it(`is where Pulumi.yaml says with ${key}`, () => {
      put("Pulumi.yaml", `name: canary\nruntime: nodejs\n${key}\n`);
      assert.equal(
        stackFile(findProject(directory), "acme/canary/production"),
        join(directory, where, "Pulumi.production.yaml"),
      );
    });
  }

  it("is written through a link", () => {
    mkdirSync(join(directory, "stacks"));
    put("stacks/shop.yaml", 'config:\n  canary:percentage: "10"\n');
    const link = join(directory, "Pulumi.production.yaml");
    symlinkSync("stacks/shop.yaml", link);
    writeChange(link, "canary", { percentage: 25 });
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.match(readFileSync(join(directory, "stacks/shop.yaml"), "utf8"), /percentage: "25"/);
  });
});
