import { TRIGGERS } from "../../../rollout/triggers.ts";
import { code, section, table } from "../markdown.ts";

/** The command, and when. */
export function rollBack(): string {
  return section(
    "## Roll back now",
    code("sh", './canary rollback --reason "what you see"'),
    "It needs the state's login, AWS and Vercel credentials, and nothing else: no lock, gate, broken checkout or refused rise stops it. Some seconds later it says what the clouds hold. A lower percentage or 0 in `Pulumi.production.yaml` and `pulumi up` does the same, more slowly.",
    table(
      ["exit", "what to do"],
      [
        [
          "0",
          "Done: weights and hosts were read back right. See [that it is so](#3-see-that-it-is-so).",
        ],
        [
          "3",
          "Not complete: it prints what did not move and the steps, which are those [by hand](#roll-back-by-hand).",
        ],
        [
          "1, 2",
          "It could not begin: it says why. If that takes a minute to put right, go on [by hand](#roll-back-by-hand).",
        ],
      ],
    ),
    "**When**: any one of these. `./canary run` does it by itself; where a person moves the rollout on, that person does it.",
    table(
      ["trigger", "shown by an alert of"],
      TRIGGERS.map(({ words, monitors }) => [
        words,
        monitors.map((key) => `[${key}](#${key})`).join(", "),
      ]),
    ),
    "You need no alert: seeing it is enough. Not sure, and it is not urgent? `./canary halt` stops the release where it is, and traffic stays.",
  );
}
