// Mocha's spec reporter, whose numbers end in a last line that a machine can read as well; in one of
// several runs they go into a file, with what failed, for the lines that sum them up. A run in which no
// test was executed has checked nothing, so it fails.
const { writeFileSync } = require("node:fs");
const { stripVTControlCharacters } = require("node:util");
const { reporters } = require("mocha");

/** Of a message that may be all that an engine printed: the lines that name what went wrong, 300 characters. */
function inShort(message) {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .map((line) => line.trim());
  const named = lines.filter((line) =>
    /\b(error|failed|refused|cannot|timed out|NOT OK)\b|✖|✘/i.test(line),
  );
  return (named.length > 0 ? named : lines.filter(Boolean)).join(" / ").slice(-300);
}

module.exports = class extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes: passed, failures: failed, pending: skipped } = this.stats;
    const file = process.env["CANARY_TEST_COUNTS"];
    const failures = this.failures.map((test) => ({
      title: test.fullTitle(),
      message: inShort(String(test.err?.message)),
    }));
    if (file) writeFileSync(file, JSON.stringify({ passed, failed, skipped, failures }));
    else
      console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  }

  done(failures, exit) {
    const executed = this.stats.passes + this.stats.failures;
    exit(executed === 0 ? 1 : failures);
  }
};
