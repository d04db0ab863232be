import { z } from "zod";
import type { TrafficFacts } from "../rollout/facts.ts";
import { exportedState } from "./exportedState.ts";

const exported = z.object({
  deployment: z.object({
    pending_operations: z
      .array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) }))
      .default([]),
  }),
});

/** An operation that began and did not end: `updating`, or `creating`, … of a resource. */
export interface PendingOperation {
  readonly type: string;
  readonly urn: string;
}

/** What began and did not end by an exported state. */
export function operationsIn(state: unknown): PendingOperation[] {
  const { deployment } = exported.parse(state);
  return deployment.pending_operations.map(({ type, resource: { urn } }) => ({ type, urn }));
}

/** The same as text: `updating traffic-canary`. */
export function pendingIn(state: unknown): string[] {
  return operationsIn(state).map(
    ({ type, urn }) => `${type} ${urn.slice(urn.lastIndexOf("::") + 2)}`,
  );
}

/**
 * Query the engine for it, which does not give it to a program. The next update drops anything but a
 * creation: so this is to be called before anything is written. Never rejects.
 *
 * @param stack `organization/project/stack`
 * @param directory the project's
 */
export async function pendingOf(
  stack: string,
  directory: string,
): Promise<Pick<TrafficFacts, "pending" | "unknown">> {
  try {
    return { pending: pendingIn(await exportedState(stack, directory)), unknown: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { pending: [], unknown: [`whether an update was cut off is unknown: ${why}`] };
  }
}
