import assert from "node:assert/strict";
import { entriesIn, readEvidenceText, withEntry } from "../../checklist/evidence.ts";
import { BOUNDS, entry, fileOf, NOW } from "./verified.ts";

/** What a file is refused with, from its text or from what it holds. */
function faults(content: unknown, bounds = BOUNDS): readonly string[] {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return readEvidenceText(text, bounds).faults;
}

describe("an evidence file", () => {
  it("is accepted with what a command, a check and a person have verified", () => {
    const file = fileOf(
      entry(),
      entry({ item: "cq-tsc", by: { check: "health" }, exitStatus: undefined }),
      entry({
        item: "doc-learnings",
        by: { person: "Ada <ada@example.com>" },
        note: "see the page",
      }),
    );
    const read = readEvidenceText(JSON.stringify(file), BOUNDS);
    assert.deepEqual(read.faults, []);
    assert.deepEqual(read.file && entriesIn(read.file)[0], {
      item: "cq-lint",
      release: BOUNDS.release.deployment,
      verdict: "pass",
      at: NOW,
      digest: entry().digest,
    });
  });

  for (const [what, content, ...expected] of [
    [
      "another commit in its head",
      { ...fileOf(), release: { ...BOUNDS.release, commit: "2".repeat(40) } },
      /^is for 1\.5\.0 \(commit 2{40}/,
    ],
    [
      "another deployment in its head",
      { ...fileOf(), release: { ...BOUNDS.release, deployment: "dpl_x" } },
      /deployment dpl_x\), not for 1\.5\.0/,
    ],
    [
      "another commit in an entry",
      fileOf(entry({ commit: "2".repeat(40) })),
      /^entry 1 \(cq-lint\) is for commit 2{40}, not 1{40}$/,
    ],
    [
      "another deployment in an entry",
      fileOf(entry({ deployment: "dpl_x" })),
      /^entry 1 \(cq-lint\) is for deployment dpl_x, not dpl_new$/,
    ],
    [
      "a moment that is not yet",
      fileOf(entry({ at: "2026-01-31T12:00:00.001Z" })),
      /^entry 1 \(cq-lint\) is dated 2026-01-31T12:00:00\.001Z, which is not yet/,
    ],
    [
      "an unknown item",
      fileOf(entry({ item: "cq-luck" })),
      /^entry 1 \(cq-luck\) is no checklist item that evidence is kept for$/,
    ],
    [
      "an item twice",
      fileOf(entry(), entry({ verdict: "fail" })),
      /^entry 2 \(cq-lint\) is there twice$/,
    ],
    [
      "a person's word where only a command can verify it",
      fileOf(entry({ by: { person: "Ada" } })),
      /^entry 1 \(cq-lint\) was attested by Ada, and only a command/,
    ],
    [
      "a pass whose command failed",
      fileOf(entry({ exitStatus: 1 })),
      /^entry 1 \(cq-lint\) says pass, and its command exited with 1, not 0$/,
    ],
    [
      "a pass whose command has no exit status",
      fileOf(entry({ exitStatus: undefined })),
      /exited with nothing, not 0$/,
    ],
    ["broken JSON", '{ "schema": 1,', /^is not JSON: /],
    ["no block at all", "[]", /^must be a block$/],
    ["a later schema", { ...fileOf(), schema: 2 }, /^schema is 2, must be 1$/],
    [
      "a missing list",
      { schema: 1, release: BOUNDS.release },
      /^evidence is missing, must be a list$/,
    ],
    ["a key that is none", { ...fileOf(), more: 1 }, /^more is no key$/],
    ["an entry that is none", fileOf("pass" as never), /^entry 1: must be a block$/],
    [
      "an entry's key that is none",
      fileOf(entry({ verdit: "pass" } as never)),
      /^entry 1 \(cq-lint\): verdit is no key$/,
    ],
    [
      "a verdict that is none",
      fileOf(entry({ verdict: "passed" as never })),
      /^entry 1 \(cq-lint\): verdict is "passed", must be pass or fail$/,
    ],
    [
      "nobody",
      fileOf(entry({ by: {} as never })),
      /^entry 1 \(cq-lint\): by is {}, must be one of command/,
    ],
    [
      "a command line for a list of arguments",
      fileOf(entry({ by: { command: "npm test" } as never })),
      /: by is {"command":"npm test"}, must be one of command \(a list/,
    ],
    [
      "two of them",
      fileOf(entry({ by: { command: ["npm"], person: "Ada" } as never })),
      /: by is .* must be one of/,
    ],
    [
      "a moment without its zone",
      fileOf(entry({ at: "2026-01-31T12:00:00" })),
      /: at is "2026-01-31T12:00:00", must be a time in UTC/,
    ],
    [
      "a digest of another kind",
      fileOf(entry({ digest: "md5:12" })),
      /: digest is "md5:12", must be sha256:/,
    ],
    [
      "a link that a browser would run",
      fileOf(entry({ link: "javascript:alert(1)" })),
      /: link is "javascript:alert\(1\)", must be an http or https/,
    ],
    [
      "a note that drives a terminal",
      fileOf(entry({ note: "\u001b[2Jgone" })),
      /: note is "\\u001b\[2Jgone", must be a line/,
    ],
    [
      "a note without end",
      fileOf(entry({ note: "x".repeat(1001) })),
      /: note is "x{78}…, must be a line of 1 to 1,000/,
    ],
    [
      "counts that are none",
      fileOf(entry({ counts: { tests: "5" } as never })),
      /: counts is {"tests":"5"}, must be numbers/,
    ],
    [
      "a time that went back",
      fileOf(entry({ seconds: -1 })),
      /: seconds is -1, must be a number of seconds$/,
    ],
    [
      "an exit status that is none",
      fileOf(entry({ exitStatus: 256 })),
      /: exitStatus is 256, must be a whole number/,
    ],
    [
      "several faults, all at once",
      fileOf(
        entry({ item: "cq-luck", commit: "2".repeat(40) }),
        entry({ item: "cq-tsc", exitStatus: 2 }),
      ),
      /^entry 1 \(cq-luck\) is no/,
      /^entry 1 \(cq-luck\) is for commit/,
      /^entry 2 \(cq-tsc\) says pass/,
    ],
  ] as const) {
    it(`is refused with ${what}`, () => {
      const result = faults(content);
      assert.equal(result.length, expected.length, result.join("\n"));
      expected.forEach((pattern, index) => {
        assert.match(result[index] ?? "", pattern);
      });
    });
  }

  it("shows nothing of a broken text that drives a terminal", () => {
    assert.doesNotMatch(faults("\u001b[2J").join(""), /\u001b/);
  });
});

describe("an entry that is put into an evidence file", () => {
  it("begins the file of a release", () => {
    assert.deepEqual(withEntry(undefined, BOUNDS.release, entry()), fileOf(entry()));
  });

  it("replaces the one before for its item, and leaves the others", () => {
    const tsc = entry({ item: "cq-tsc" });
    const failed = entry({ verdict: "fail", exitStatus: 1 });
    assert.deepEqual(withEntry(fileOf(entry(), tsc), BOUNDS.release, failed), fileOf(failed, tsc));
  });

  it("stands among them by its item, so that a diff is small", () => {
    const before = fileOf(entry({ item: "cq-tsc" }));
    const { evidence } = withEntry(before, BOUNDS.release, entry());
    assert.deepEqual(
      evidence.map(({ item }) => item),
      ["cq-lint", "cq-tsc"],
    );
  });
});
