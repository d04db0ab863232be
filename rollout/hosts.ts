import type { Refusal } from "./refusal.ts";
import { inPercent } from "./traffic.ts";

/** An update that would add further public hosts, by their names. */
export interface Adding {
  readonly added: readonly string[];
  /** The canary's share that it leads to, in percent. */
  readonly percentage: number;
}

/** A host that is added would begin at the share of the others, past every stage before it. */
export function refuseAdded({ added, percentage }: Adding): Refusal[] {
  if (percentage === 0 || added.length === 0) return [];
  return [
    {
      rule: "host-added",
      observed: `${added.join(", ")} under hosts.others would be added at ${inPercent(percentage)}, past the stages before it`,
      remedy: "add it at 0 %, in an update of its own",
    },
  ];
}
