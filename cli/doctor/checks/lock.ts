import { readLock } from "../../heldLock.ts";
import type { Check } from "../check.ts";
import { fault, ok } from "../finding.ts";

/** A roll back takes a lock away by itself; an update does not. */
export const lock: Check = {
  id: "lock",
  title: "the stack's lock",
  for: ["up", "start"],
  run: async ({ project, stack }) => {
    const held = await readLock(project, stack.name);
    if (held === undefined) return [ok("nobody is known to hold it")];
    return [
      fault(
        `the lock is ${held}`,
        "a stack that no update holds",
        "wait for that update; where it died, pulumi cancel",
      ),
    ];
  },
};
