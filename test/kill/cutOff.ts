import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call, FaultKind } from "../../rehearsal/clouds/store/rows.ts";
import { production, type Production } from "../engine/production.ts";
import { aftermathOf, type Aftermath } from "./aftermath.ts";
import { changesOf, endAll, killAt, killPointsIn, type KillPoint } from "./killPoints.ts";
import { begin, type Operation } from "./operations.ts";

/** How an operation goes where nothing stops it. */
export interface Course {
  readonly killPoints: readonly KillPoint[];
  /** The calls by which it changes the clouds, in order. */
  readonly calls: readonly Pick<Call, "type" | "operation">[];
}

/** How long a call may hang before somebody stops the operation, in milliseconds. */
const PATIENCE = 2_000;

/** Run an operation once, and record when it changes what. */
export function courseOf(operation: Operation, atLeast: number): Promise<Course> {
  return at(operation, async (production) => {
    const before = production.store.calls().length;
    const child = begin(production, operation);
    const times = await changesOf(production, child);
    if (child.exitCode !== 0) throw new Error(`a ${operation.name} ends with ${child.exitCode}`);
    return {
      killPoints: killPointsIn(times, atLeast),
      calls: production.store.calls().slice(before),
    };
  });
}

/** Kill an operation at a kill point, and find out what is left of it. */
export function killed(operation: Operation, killPoint: KillPoint): Promise<Aftermath> {
  return at(operation, async (production) => {
    const before = await production.record();
    await killAt(production, begin(production, operation), killPoint);
    return aftermathOf(production, operation, before);
  });
}

/** Have calls of a kind fail in an operation, stopped where they hang; find out what is left of it. */
export function failed(
  operation: Operation,
  { type, operation: call }: Course["calls"][number],
  kind: FaultKind,
  times: number,
): Promise<Aftermath> {
  return at(operation, async (production) => {
    const before = await production.record();
    production.store.fault({ type, operation: call, kind, times });
    const child = begin(production, operation);
    const ended = once(child, "close");
    const over = () => child.exitCode !== null || child.signalCode !== null;
    if (kind === "hang") {
      while (!over() && production.store.faults().length > 0) await sleep(20);
      await Promise.race([ended, sleep(PATIENCE)]);
      endAll(child);
    }
    await ended;
    return aftermathOf(production, operation, before);
  });
}

/** Where an operation begins, with all that it requires verified. */
async function at<T>(
  operation: Operation,
  work: (production: Production) => Promise<T>,
): Promise<T> {
  const running = await production(operation.stage);
  try {
    running.show([]);
    if (operation.edit) await running.edit(operation.edit);
    return await work(running);
  } finally {
    await running.close();
  }
}
