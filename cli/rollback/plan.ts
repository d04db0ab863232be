import type { Write } from "../fromState.ts";
import { moveAliases, moveRecord, moveWeights } from "../move.ts";
import { hostOf, type State } from "../state.ts";
import type { Decision } from "./decide.ts";

/** What a roll back writes. */
export interface Plan {
  readonly weights: readonly Write[];
  readonly aliases: readonly Write[];
  readonly record: readonly Write[];
}

/** What is written of a state: the record once the weights are, whatever becomes of the aliases. */
export function planOf(state: State, { hosts, next }: Decision): Plan {
  const legs = moveWeights(state, 0);
  return {
    weights: legs,
    aliases: hosts ? moveAliases(state, hosts) : [],
    record: next ? moveRecord(state, next, legs) : [],
  };
}

/** Prints that weights or aliases are written, once all of them are. */
export function writePrinter({ weights: legs, aliases }: Plan, say: (text: string) => void) {
  const open = new Set([...legs, ...aliases]);
  return (write: Write, isWritten: boolean) => {
    if (!isWritten || !open.delete(write)) return;
    if (legs.includes(write) && !legs.some((one) => open.has(one)))
      say("stable has weight 100, canary 0");
    if (aliases.includes(write) && !aliases.some((one) => open.has(one)))
      say(
        aliases
          .map(
            ({ resource, inputs }) =>
              `${hostOf(resource)} serves ${String(inputs["deploymentId"])}`,
          )
          .join(", "),
      );
  };
}
