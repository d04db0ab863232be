import { definitionsOf, type DefinitionsArgs } from "./definitions.ts";
import { monitorArgs, type MonitorArgsOf } from "./monitorArgs.ts";
import type { MonitorShape } from "./shape.ts";

export type MonitorsArgs = DefinitionsArgs & MonitorArgsOf;

/** The monitors' inputs by their keys. */
export function shapesOf(args: MonitorsArgs): (readonly [key: string, shape: MonitorShape])[] {
  return definitionsOf(args).map(([spec, definition]) => [
    spec.key,
    monitorArgs(spec, definition, args),
  ]);
}
