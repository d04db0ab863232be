import { Monitor } from "@pulumi/datadog/monitor.js";
import * as pulumi from "@pulumi/pulumi";
import { definitionsOf, type DefinitionsArgs } from "./definitions.ts";
import { monitorArgs, type MonitorArgsOf } from "./monitorArgs.ts";
import type { MonitorShape } from "./shape.ts";
import { refuseFaults } from "./refuse.ts";
import { faultsOfMonitor } from "./validate.ts";

export type MonitorsArgs = DefinitionsArgs & MonitorArgsOf;

/** One monitor at Datadog for each thing that is watched. */
export class Monitors extends pulumi.ComponentResource {
  /** The monitors' ids by their keys; each a number as text. */
  public readonly ids: Readonly<Record<string, pulumi.Output<string>>>;

  public constructor(name: string, args: MonitorsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("canary:index:Monitors", name, { service: args.watched.service }, opts);
    const shapes = shapesOf(args);
    refuseFaults(shapes.map(([key, shape]) => [`the monitor ${key}`, faultsOfMonitor(shape)]));
    this.ids = Object.fromEntries(
      shapes.map(([key, shape]) => {
        const { id } = new Monitor(`${name}-${key}`, inputs(shape), { parent: this });
        return [key, id];
      }),
    );
    this.registerOutputs({ ids: this.ids });
  }
}

/** The monitors' inputs by their keys. */
export function shapesOf(args: MonitorsArgs): (readonly [key: string, shape: MonitorShape])[] {
  return definitionsOf(args).map(([spec, definition]) => [
    spec.key,
    monitorArgs(spec, definition, args),
  ]);
}

/** The SDK's lists may be changed; these are not. */
function inputs(shape: MonitorShape) {
  const { tags, assets, notifyBies, renotifyStatuses, ...rest } = shape;
  return {
    ...rest,
    ...(tags && { tags: [...tags] }),
    ...(assets && { assets: [...assets] }),
    ...(notifyBies && { notifyBies: [...notifyBies] }),
    ...(renotifyStatuses && { renotifyStatuses: [...renotifyStatuses] }),
  };
}
