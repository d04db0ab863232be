#!/usr/bin/env bash
# Most people think that a report with failures="1" is of a run that failed. Found in node:test: a test that
# is marked as to do and fails leaves the run green (exit 0, "fail 0" in the report's last comments), and
# the same report counts it in the suite's failures="" and in its skipped="" at once, with a <failure>
# beside a <skipped> in its case. A reader that refuses a report with failures refuses green runs.
# Source: https://nodejs.org/api/test.html (todo tests are not treated as failures); the report made here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error node@24.14.0
cat >todo.mjs <<'JS'
import { describe, it } from "node:test";
describe("cart", () => {
  it("adds", () => {});
  it("pays later", { todo: "next week" }, () => {
    throw new Error("not yet");
  });
});
JS
code=0
npx node --test --test-reporter=junit todo.mjs >report.xml || code=$?
suite=$(grep -o 'tests="[0-9]*" failures="[0-9]*" skipped="[0-9]*"' report.xml)
all=$(grep -oE '<!-- (fail|todo) [0-9]+ -->' report.xml | tr -d '<>!-' | xargs)
echo "node $(npx node --version): exit $code; the suite: $suite; the run: $all"
[ "$code; $suite; $all" = '0; tests="2" failures="1" skipped="1"; fail 0 todo 1' ] ||
  { echo "this finding is out of date" >&2; exit 1; }
# Found: exit 0; the suite: tests="2" failures="1" skipped="1"; the run: fail 0 todo 1
