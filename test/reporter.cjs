// Mocha's spec reporter, with the numbers in one last line that a machine can read as well. A run in
// which no test was executed has checked nothing, so it fails.
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
  }

  done(failures, exit) {
    const executed = this.stats.passes + this.stats.failures;
    exit(executed === 0 ? 1 : failures);
  }
};
