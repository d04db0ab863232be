import { createInterface } from "node:readline/promises";
import { UserError } from "./userError.ts";

/** Prompt before something changes. Throws where the answer is no, or where nobody can answer. */
export async function ask(question: string, yes: boolean | undefined): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new UserError(`${question} Nobody is here to answer: add --yes`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError("nothing was changed", 1);
}
