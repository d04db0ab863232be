import { readFileSync } from "node:fs";
import { FILES, type Recorded } from "./aws/recorded.ts";
import { verdicts } from "./aws/verdicts.ts";
import type { Rule } from "./rules.ts";

/** What a rule of a stand-in stands on. */
export interface Grounds {
  /** The code that moto answers to the same too, e.g. `InvalidChangeBatch`. */
  readonly moto: string | undefined;
  /** Whether AWS's model of the call has the error that the stand-in answers; absent where none was tried. */
  readonly inModel: boolean | undefined;
  readonly pages: readonly string[];
  readonly isGuess: boolean;
  readonly isOwn: boolean;
}

/** What each rule stands on, of those given. */
export function groundsOf(rules: readonly Rule[]): (Rule & Grounds)[] {
  const { refusals, errors } = verdicts();
  const recorded = JSON.parse(readFileSync(FILES.recorded, "utf8")) as Recorded;
  const codes = new Map(recorded.refusals.map(({ rule, code }) => [rule, code]));
  return rules.map((rule) => {
    const code = rule.cloud === "aws" ? codes.get(rule.name) : undefined;
    const isSame = code !== undefined && refusals[rule.name] === code;
    const inModel = code === undefined ? undefined : errors[rule.name];
    return { ...rule, moto: isSame ? code : undefined, inModel };
  });
}
