import assert from "node:assert/strict";
import { readReports, type Limits, type Reports } from "../../../../measure/verify/reports.ts";
import { Folder } from "../workspace.ts";

const suite = (tests: number, inner = "") =>
  `<testsuite name="s">${'<testcase name="t"/>'.repeat(tests)}${inner}</testsuite>`;
const SKIPPED = '<testcase name="later"><skipped/></testcase>';
const coverage = (total: number, covered: number) =>
  JSON.stringify({
    total: { lines: { total, covered, skipped: 0, pct: (100 * covered) / total } },
  });

describe("several reports of one command", () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const read = (reports: Reports, limits: Limits = {}) =>
    readReports({ reports, limits, folder: folder.path, stdout: Buffer.from(""), since: 0 });

  it("are one sum, in the line and in the counts", () => {
    for (const tests of [100, 50, 1]) folder.write(`r/${tests}.xml`, suite(tests));
    const { verdict, observed, counts } = read({ junit: "r/*.xml" });
    assert.equal(verdict, "pass");
    assert.equal(observed, "151 tests, 0 failures, 0 errors, 0 skipped in 3 files");
    assert.deepEqual(counts, { tests: 151, failures: 0, errors: 0, skipped: 0 });
  });

  it("may skip as many together as one may", () => {
    for (const name of ["a", "b", "c"]) folder.write(`r/${name}.xml`, suite(1, SKIPPED));
    assert.equal(read({ junit: "r/*.xml" }, { skipped: 3 }).verdict, "pass");
    const { verdict, observed } = read({ junit: "r/*.xml" }, { skipped: 2 });
    assert.equal(verdict, "fail");
    assert.equal(
      observed,
      "6 tests, 0 failures, 0 errors, 3 skipped (2 may be) in 3 files; r/a.xml: 1 skipped; r/b.xml: 1 skipped; r/c.xml: 1 skipped",
    );
  });

  it("are covered together, and each must have measured something", () => {
    folder.write("a/c.json", coverage(1000, 900));
    folder.write("b/c.json", coverage(10, 0));
    const { verdict, observed, counts } = read({ coverage: "*/c.json" }, { coverage: 80 });
    assert.deepEqual([verdict, observed], ["pass", "89.1 % of lines covered in 2 files"]);
    assert.deepEqual(counts, { lines: 1010, "lines covered": 900 });
    assert.match(
      read({ coverage: "*/c.json" }, { coverage: 90 }).observed,
      /^89\.1 % .*; b\/c\.json: 0 %$/,
    );
    folder.write("c/c.json", '{"total":{"lines":{"total":0,"covered":0,"skipped":0,"pct":100}}}');
    const nothing = read({ coverage: "*/c.json" }, { coverage: 80 });
    assert.equal(nothing.verdict, "fail");
    assert.match(nothing.observed, /; c\/c\.json: measured no line$/);
  });

  it("name the one that fails first, whatever else is refused", () => {
    for (const name of ["a", "b", "c", "d"])
      folder.write(`r/${name}.xml`, suite(1, SKIPPED.repeat(3)));
    folder.write("r/e.xml", suite(0, '<testcase name="pays"><failure/></testcase>'));
    folder.write("r/f.xml", suite(0));
    assert.equal(
      read({ junit: "r/*.xml" }, { skipped: 2 }).observed,
      '17 tests, 1 failures, 0 errors, 12 skipped (2 may be) in 6 files; r/f.xml: has no test; r/e.xml: test "pays" failed; r/a.xml: 3 skipped; and 3 more files',
    );
  });

  it("name the one with most of what may not be", () => {
    const lint = (warningCount: number) =>
      JSON.stringify([{ filePath: "a.ts", errorCount: 0, fatalErrorCount: 0, warningCount }]);
    const scan = (...levels: string[]) =>
      JSON.stringify({
        version: "2.1.0",
        runs: [
          {
            tool: { driver: {} },
            results: levels.map((level) => ({ ruleId: `of-${level}`, level })),
          },
        ],
      });
    for (const [name, warnings] of [1, 1, 1, 0, 9].entries())
      folder.write(`l/${name}.json`, lint(warnings));
    assert.match(
      read({ eslint: "l/*.json" }, { warnings: 2 }).observed,
      /in 5 files; l\/4\.json: 9 warnings; l\/0\.json: 1 warnings; .*; and 1 more files$/,
    );
    for (const [name, covered] of [99, 99, 99, 10].entries())
      folder.write(`c/${name}.json`, coverage(100, covered));
    assert.match(
      read({ coverage: "c/*.json" }, { coverage: 80 }).observed,
      /in 4 files; c\/3\.json: 10 %; c\/0\.json: 99 %;/,
    );
    for (const [name, levels] of [["warning"], ["note"], ["warning"], ["note", "error"]].entries())
      folder.write(`s/${name}.json`, scan(...levels));
    assert.match(
      read({ sarif: "s/*.json" }).observed,
      /^1 errors, 2 warnings, 0 suppressed, 2 others in 4 files; s\/3\.json: error of of-error$/,
    );
    assert.match(
      read({ sarif: "s/*.json" }, { any: 1 }).observed,
      /in 4 files; s\/3\.json: error of of-error, note of of-note; s\/0\.json: warning of of-warning; s\/2/,
    );
  });

  it("name the one that fails, in a line that stays short", () => {
    for (let index = 100; index < 221; index++) folder.write(`r/${index}.xml`, suite(1));
    folder.write("r/999.xml", suite(0, '<testcase name="pays"><failure/></testcase>'));
    assert.equal(
      read({ junit: "r/*.xml" }).observed,
      '122 tests, 1 failures, 0 errors, 0 skipped in 122 files; r/999.xml: test "pays" failed',
    );
    const failure = `<testcase name="${"long ".repeat(100)}"><failure>${"x".repeat(5000)}</failure></testcase>`;
    for (let index = 100; index < 221; index++)
      folder.write(`r/${index}.xml`, suite(0, failure.repeat(9)));
    const { observed } = read({ junit: "r/*.xml" });
    assert.match(observed, /and 119 more files$/);
    assert.ok(observed.length < 1000, observed);
  });

  it("name the one that cannot be read, with the sum of the others", () => {
    folder.write("r/a.xml", suite(1));
    folder.write("r/b.xml", "<testsuite>");
    const { verdict, observed, faults } = read({ junit: "r/*.xml" });
    assert.equal(verdict, "fail");
    assert.match(observed, /^1 tests/);
    assert.match(faults.join(), /^r\/b\.xml is not XML: /);
  });

  it("of several kinds are summed by name, and each says what it found", () => {
    folder.write("unit.xml", suite(2));
    folder.write("c.json", coverage(10, 9));
    const { observed, counts } = read({ junit: "unit.xml", coverage: "c.json" });
    assert.equal(observed, "2 tests, 0 failures, 0 errors, 0 skipped; 90 % of lines covered");
    assert.deepEqual(Object.keys(counts), [
      "tests",
      "failures",
      "errors",
      "skipped",
      "lines",
      "lines covered",
    ]);
    folder.write(
      "lint.json",
      '[{"filePath":"a.ts","errorCount":2,"fatalErrorCount":0,"warningCount":0}]',
    );
    folder.write("unit.xml", suite(1, '<testcase name="t"><error/></testcase>'));
    assert.equal(read({ junit: "unit.xml", eslint: "lint.json" }).counts["errors"], 3);
  });

  for (const [encoding, mark] of [
    ["utf8", "\uFEFF"],
    ["utf16le", "\uFEFF"],
  ] as const)
    it(`are read past a byte order mark of ${encoding}, in files and as they were printed`, () => {
      const text = Buffer.from(`${mark}{"pending":0,"backwardCompatible":true}`, encoding);
      const source = { limits: {}, folder: folder.path, since: 0 };
      folder.write("m.json", text);
      for (const path of ["m.json", "-"]) {
        const { observed, faults } = readReports({
          ...source,
          reports: { migrations: path },
          stdout: text,
        });
        assert.deepEqual([observed, faults], ["0 pending, backward compatible", []], path);
      }
      const swapped = Buffer.from(text).swap16();
      if (encoding === "utf16le")
        assert.equal(
          readReports({ ...source, reports: { migrations: "-" }, stdout: swapped }).verdict,
          "pass",
        );
    });
});
