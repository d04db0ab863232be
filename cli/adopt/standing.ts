import { operationsIn } from "../../measure/pending.ts";
import type { StoredRecord } from "../../rollout/record.ts";
import type { Stack } from "../engine/stack.ts";
import { readResources, recordIn, type StateResource } from "../state.ts";

/** What a stack's state has, however far the adoption came. */
export interface Standing {
  readonly resources: readonly StateResource[];
  /** The rollout's record: the last thing that a first update writes. */
  readonly stored: StoredRecord;
  /** What an update began to create and did not end, by URN. */
  readonly begun: ReadonlySet<string>;
}

/** Read it. Throws (`UserError`) where the state cannot be opened. */
export async function readStanding(stack: Stack): Promise<Standing> {
  let deployment: unknown;
  const resources = await readResources({
    name: stack.name,
    exportState: async () => {
      const exported = await stack.exportState();
      deployment = exported.deployment;
      return exported;
    },
  });
  const creating = operationsIn({ deployment: deployment ?? {} }).filter(
    ({ type }) => type === "creating",
  );
  return {
    resources,
    stored: recordIn(resources),
    begun: new Set(creating.map(({ urn }) => urn)),
  };
}
