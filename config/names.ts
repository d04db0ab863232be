import { text } from "./kinds.ts";

/** A tag's value at Datadog, in lower case as it is kept there. */
export function tag(example: string) {
  return text(/^[a-z0-9][a-z0-9_./-]{0,99}$/, "lower-case letters, digits and _ . / -", example);
}

/** A name that Datadog knows: of an operation or of a metric. */
export function named(usual: string) {
  return text(
    /^[a-zA-Z][a-zA-Z0-9_.]{0,149}$/,
    "a name at Datadog: a letter, then letters, digits, _ and .",
    usual,
  );
}

/** The same, with the usual one where absent. */
export function name(usual: string) {
  return named(usual).default(usual);
}
