import type { Check } from "../check.ts";
import { fault, ok } from "../finding.ts";

/** A roll back reads neither Pulumi.yaml's program nor the stack file, so that no fault of theirs stops it. */
export const config: Check = {
  id: "config",
  title: "Pulumi.yaml and the stack file",
  for: ["up", "start"],
  run: ({ faults, file }) =>
    Promise.resolve(
      faults.length === 0
        ? [ok(`${file} has no fault`)]
        : faults.map((one) =>
            typeof one === "string"
              ? fault(one, "a file that can be read", "correct it: docs/config.md has all keys")
              : fault(
                  `${one.key} ${one.problem}`,
                  one.allowed,
                  ["for example:", ...one.example].join("\n"),
                ),
          ),
    ),
};
