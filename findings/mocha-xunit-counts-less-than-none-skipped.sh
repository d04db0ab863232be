#!/usr/bin/env bash
# Most people think that the counts of a report are at least 0, and that <failure> elements are counted by
# failures="". Found in Mocha's own xunit reporter: failures are counted by errors="", failures="" is 0
# whatever fails, and skipped="" is what is left of the tests, which is -1 where a hook fails before any
# test ran: it is a failure of none of the tests. The four together never say how many tests there were.
# Source: lib/reporters/xunit.js of Mocha, at the version below; the report made here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error mocha@12.0.3
cat >hook.cjs <<'JS'
describe("cart", () => {
  before(() => {
    throw new Error("no database");
  });
  it("adds", () => {});
});
JS
echo 'it("fails", () => { throw new Error("no"); });' >fails.cjs
counts() { { npx mocha --reporter xunit "$1" || true; } | grep -o 'tests="[^"]*" failures="[^"]*" errors="[^"]*" skipped="[^"]*"'; }
hook=$(counts hook.cjs)
fails=$(counts fails.cjs)
printf '%s\n' 'mocha 12.0.3' "a hook that fails: $hook" "a test that fails: $fails"
[ "$hook" = 'tests="0" failures="0" errors="1" skipped="-1"' ] &&
  [ "$fails" = 'tests="1" failures="0" errors="1" skipped="0"' ] ||
  { echo "this finding is out of date" >&2; exit 1; }
# Found: as the two lines above compare.
