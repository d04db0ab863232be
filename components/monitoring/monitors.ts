import { Monitor } from "@pulumi/datadog/monitor.js";
import * as pulumi from "@pulumi/pulumi";
import type { MonitorShape } from "./shape.ts";
import { shapesOf, type MonitorsArgs } from "./shapes.ts";
import { refuseFaults } from "./refuse.ts";
import { faultsOfMonitor } from "./validate.ts";

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
