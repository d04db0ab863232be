import type { Stack } from "./engine/stack.ts";
import type { ProductionConfig } from "../config.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import type { Request } from "../rollout/request.ts";
import { readRequested } from "./requested.ts";
import { findProject, selectStack, type Project } from "./project.ts";
import { readState, type State } from "./state.ts";
import { UserError } from "./userError.ts";

/** A production stack with all that is known of it here: its state, and what its stack file says. */
export interface ProductionStack {
  readonly project: Project;
  readonly stack: Stack;
  readonly state: State;
  readonly record: RolloutRecord;
  readonly request: Request;
  readonly config: ProductionConfig;
  /** The Datadog keys in the stack file, secret; each absent where it is elsewhere. */
  readonly keys: { readonly apiKey?: string | undefined; readonly appKey?: string | undefined };
}

/** Read a production stack. Throws (`UserError`) where the stack file or the record cannot be read. */
export async function readProduction(stackName: string): Promise<ProductionStack> {
  const project = findProject();
  const stack = selectStack(project, stackName);
  const [increase, state] = await Promise.all([readRequested(stack, project), readState(stack)]);
  if ("fault" in increase) throw new UserError(increase.fault);
  const { stored: record } = state;
  if (!record || isUnreadable(record))
    throw new UserError("there is no rollout record to go by: see ./canary status");
  return { project, stack, state, record, ...increase };
}
