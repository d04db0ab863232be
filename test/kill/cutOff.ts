import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call, FaultKind } from "../../rehearsal/clouds/store/rows.ts";
import { production, type Production } from "../engine/production.ts";
import { aftermathOf, type Aftermath } from "./aftermath.ts";
import { changesOf, endAll, killAt, momentsIn, type Moment } from "./moments.ts";
import { begin, type Operation } from "./operations.ts";

/** How an operation goes where nothing stops it. */
export interface Course {
  readonly moments: readonly Moment[];
  /** The calls by which it changes the clouds, in order. */
  readonly calls: readonly Pick<Call, "type" | "operation">[];
}

/** How long a call may hang before somebody stops the operation, in milliseconds. */
const PATIENCE = 2_000;

/** Carry an operation out once, and see when it changes what. */
export function courseOf(operation: Operation, atLeast: number): Promise<Course> {
  return at(operation, async (found) => {
    const before = found.store.calls().length;
    const child = begin(found, operation);
    const times = await changesOf(found, child);
    if (child.exitCode !== 0) throw new Error(`a ${operation.name} ends with ${child.exitCode}`);
    return { moments: momentsIn(times, atLeast), calls: found.store.calls().slice(before) };
  });
}

/** Kill an operation at a moment, and see what is left of it. */
export function killed(operation: Operation, moment: Moment): Promise<Aftermath> {
  return at(operation, async (found) => {
    const before = await found.record();
    await killAt(found, begin(found, operation), moment);
    return aftermathOf(found, operation, before);
  });
}

/** Have calls of a kind fail in an operation, stopped where they hang, and see what is left of it. */
export function failed(
  operation: Operation,
  { type, operation: call }: Course["calls"][number],
  kind: FaultKind,
  times: number,
): Promise<Aftermath> {
  return at(operation, async (found) => {
    const before = await found.record();
    found.store.fault({ type, operation: call, kind, times });
    const child = begin(found, operation);
    const ended = once(child, "close");
    const over = () => child.exitCode !== null || child.signalCode !== null;
    if (kind === "hang") {
      while (!over() && found.store.faults().length > 0) await sleep(20);
      await Promise.race([ended, sleep(PATIENCE)]);
      endAll(child);
    }
    await ended;
    return aftermathOf(found, operation, before);
  });
}

/** Where an operation begins, with all that it asks shown. */
async function at<T>(operation: Operation, work: (found: Production) => Promise<T>): Promise<T> {
  const found = await production(operation.stage);
  try {
    found.show([]);
    if (operation.edit) await found.edit(operation.edit);
    return await work(found);
  } finally {
    await found.close();
  }
}
