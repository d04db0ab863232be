import type { Refusal } from "./refusal.ts";

/** A name that a stack is about to delegate. */
export interface Delegation {
  /** E.g. `rollout.www.example.com`. */
  readonly name: string;
  /** The name servers that it is delegated to now; empty where it is not, or where that is unknown. */
  readonly to: readonly string[];
  /** The name servers of the stack's own zone, where the state has one already. */
  readonly own: readonly string[];
}

/** A name that somebody else was given is not taken: half of its visitors would find no zone there. */
export function refuseDelegation({ name, to, own }: Delegation): Refusal[] {
  const others = to.filter((server) => !own.includes(server));
  if (others.length === 0) return [];
  return [
    {
      rule: "delegated",
      observed: `${name} is delegated already, to ${others.join(", ")}, and not by this stack`,
      remedy: `name another zone under hosts.delegated, or take those NS records away where nothing uses them`,
    },
  ];
}
