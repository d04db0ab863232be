import { InvalidArgumentError, Option } from "commander";
import { PATIENCE } from "./lock.ts";

/** The stack that a command acts on. */
export function stackOption(): Option {
  return new Option("-s, --stack <name>", "the production stack")
    .default("production")
    .env("CANARY_STACK");
}

/** Answers the question of a command that changes something. */
export function yesOption(): Option {
  return new Option("-y, --yes", "do it without asking");
}

/** How long going back waits for another update of the stack to end, in seconds. */
export function waitOption(): Option {
  return new Option("-w, --wait <seconds>", "how long another update of the stack gets to end")
    .default(PATIENCE)
    .argParser((typed) => {
      const read = Number(typed);
      if (typed.trim() !== "" && read >= 0 && read <= 600) return read;
      throw new InvalidArgumentError("Seconds from 0 to 600.");
    });
}
