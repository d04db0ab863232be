import { UserError } from "../userError.ts";
import { questionOf, type Given, type Key } from "./flags.ts";

/** Puts questions to a person. */
export interface Asker {
  /** An answer as text, never empty. */
  text(question: string): Promise<string>;
  confirm(question: string): Promise<boolean>;
}

/**
 * The terminal's prompts, loaded when they are used.
 *
 * @throws {UserError} where nobody is there to answer
 */
export async function terminal(): Promise<Asker> {
  if (!process.stdin.isTTY)
    throw new UserError(
      "nobody is here to answer: give the answers as flags, with --yes (canary init --help lists them)",
    );
  const [{ default: input }, { default: confirm }] = await Promise.all([
    import("@inquirer/input"),
    import("@inquirer/confirm"),
  ]);
  return {
    text: (message) => interruptible(input({ message, required: true })),
    confirm: (message) => interruptible(confirm({ message })),
  };
}

/** ^C at a prompt ends the command in words; nothing was written yet. */
async function interruptible<T>(prompt: Promise<T>): Promise<T> {
  try {
    return await prompt;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError")
      throw new UserError("interrupted: nothing was written", 130);
    throw error;
  }
}

/** Ask for each key, in order; the answers with what was given before. */
export async function askFor(keys: readonly Key[], given: Given, asker: Asker): Promise<Given> {
  const answers: Partial<Record<Key, string>> = { ...given };
  for (const key of keys) {
    const question = questionOf(key);
    if (question !== undefined) answers[key] = (await asker.text(question)).trim();
  }
  return answers;
}
