/**
 * What the dialects of JUnit say of a test in its attributes `status`, `result`, `outcome` and `state`. Words
 * are compared without case, spaces, hyphens and underscores.
 *
 * GoogleTest (`status` run, notrun; `result` completed, skipped, suppressed):
 *   https://github.com/google/googletest/blob/main/googletest/src/gtest.cc
 * CTest (`status` run, fail, disabled, notrun):
 *   https://github.com/Kitware/CMake/blob/master/Source/CTest/cmCTestTestHandler.cxx
 * Bazel (`status` run): https://bazel.build/reference/test-encyclopedia
 */
export type Outcome = "passed" | "failed" | "skipped";

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  passed: "pass passed ok success successful succeeded run completed executed finished",
  failed:
    "fail failed failure error errored broken timeout timedout canceled cancelled aborted crashed interrupted undefined ambiguous incomplete",
  skipped:
    "skip skipped notrun notexecuted disabled suppressed ignored pending todo excluded inconclusive blocked",
};

const OUTCOME_OF = new Map(
  (Object.keys(OUTCOMES) as Outcome[]).flatMap((outcome) =>
    OUTCOMES[outcome].split(" ").map((word) => [word, outcome] as const),
  ),
);

/** What a word says of a test; undefined where it is unknown here. */
export function outcomeOf(word: string): Outcome | undefined {
  return OUTCOME_OF.get(word.toLowerCase().replace(/[\s_-]/g, ""));
}

/** Attributes of which "false" says that a test did not pass, or did not run: NUnit 2's. */
const DENIED: Readonly<Record<string, Outcome>> = {
  success: "failed",
  passed: "failed",
  executed: "skipped",
};

/** What an element says of itself by a "false". */
export function denied(attributes: Readonly<Record<string, string>>): Outcome[] {
  return Object.entries(DENIED).flatMap(([key, outcome]) =>
    /^(?:false|no|0)$/i.test(attributes[key] ?? "") ? outcome : [],
  );
}
