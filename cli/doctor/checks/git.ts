import { hindrances } from "../../commit/hindrances.ts";
import { DETACHED, isDetached } from "../../commit.ts";
import type { Check } from "../check.ts";
import { fault, ok } from "../finding.ts";

/** `./canary run` and `./canary rollback` commit the stack file; evidence is committed by hand. */
export const git: Check = {
  id: "git",
  title: "whether git can commit the stack file",
  for: ["start", "rollback"],
  run: ({ project, file }) => {
    const expected = "a working tree in which the stack file can be committed";
    const faults = hindrances(project, file).map((one) => fault(one, expected, remedyOf(one)));
    if (faults.length > 0) return Promise.resolve(faults);
    return Promise.resolve([
      isDetached(project)
        ? fault("HEAD is detached", "a branch that commits are on", DETACHED)
        : ok("the stack file can be committed"),
    ]);
  },
};

/** What to do is said with most of them. */
function remedyOf(hindrance: string): string {
  return hindrance.includes("no working tree")
    ? "git init, and commit the project's files; or clone the team's repository"
    : "as it says; then canary doctor again";
}
