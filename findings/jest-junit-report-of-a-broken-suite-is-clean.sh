#!/usr/bin/env bash
# Most people take a JUnit report without failures and errors for a run without them. Found: where a test
# file cannot be loaded, Jest exits with 1 and jest-junit's report has no suite, and 0 tests, 0 failures,
# 0 errors. The file is in the report only where the option reportTestSuiteErrors is set, which is off by
# default. And a test that is still to do (test.todo) is in the report like one that passed, though the
# count of tests leaves it out. Whoever reads the report alone needs more than "no failure": a test must
# have run, and the cases must be as many as the count.
# Source: the option's entry in jest-junit's README; the reports made here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error jest@30.5.2 jest-junit@17.0.0
echo 'throw new Error("no database");' >broken.test.js
echo 'test("adds", () => {}); test.todo("pays later");' >todo.test.js
# report FILE [OPTION=VALUE]: how Jest exited, and what the report counts.
report() {
  local code=0
  env JEST_JUNIT_OUTPUT_FILE=report.xml "${@:2}" npx jest "$1" --reporters=jest-junit >/dev/null 2>&1 || code=$?
  node -e '
    const text = require("node:fs").readFileSync("report.xml", "utf8");
    const [, head] = /<testsuites [^>]*(tests="\d+" failures="\d+" errors="\d+")/.exec(text);
    const cases = text.match(/<testcase /g)?.length ?? 0;
    console.log(`exit ${process.argv[1]}: ${head}, ${cases} cases, ${/<skipped/.test(text) ? "some" : "none"} skipped`);
  ' "$code"
}
broken=$(report broken.test.js)
set_to=$(report broken.test.js JEST_JUNIT_REPORT_TEST_SUITE_ERRORS=true)
todo=$(report todo.test.js)
printf '%s\n' 'jest 30.5.2, jest-junit 17.0.0' "a file that cannot be loaded: $broken" \
  "the same, reportTestSuiteErrors: $set_to" "one test, and one to do: $todo"
[ "$broken" = 'exit 1: tests="0" failures="0" errors="0", 0 cases, none skipped' ] &&
  [ "$set_to" = 'exit 1: tests="0" failures="0" errors="1", 2 cases, none skipped' ] &&
  [ "$todo" = 'exit 0: tests="1" failures="0" errors="0", 2 cases, none skipped' ] ||
  { echo "this finding is out of date" >&2; exit 1; }
# Found: as the three lines above compare.
