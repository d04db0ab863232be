import { Option } from "commander";

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
