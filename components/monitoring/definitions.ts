import {
  isCheck,
  monitorsOf,
  type Circumstances,
  type MonitorSpec,
} from "../../rollout/monitors.ts";
import { tagValue } from "../../rollout/tags.ts";
import { business } from "./business.ts";
import { capacity } from "./capacity.ts";
import type { Definition, Definitions, Subject, Thresholds, Watched } from "./definition.ts";
import { dependencies } from "./dependencies.ts";
import { metricsOf } from "./metrics.ts";
import { traffic } from "./traffic.ts";

/** What the monitors of a stack are made from. */
export interface DefinitionsArgs {
  readonly watched: Watched;
  readonly thresholds: Thresholds;
  readonly versions?: Subject["versions"];
  /** What decides which monitors there are. */
  readonly circumstances: Circumstances;
}

/** Every monitor that is a resource of its own, with its query; a synthetic test makes its own. */
export function definitionsOf(
  args: DefinitionsArgs,
): readonly (readonly [MonitorSpec, Definition])[] {
  const all = definitions(subjectOf(args));
  return monitorsOf(args.circumstances)
    .filter((spec) => !isCheck(spec))
    .map((spec) => {
      const result = all[spec.key];
      if (!result) throw new Error(`no definition of the monitor ${spec.key}`);
      return [spec, result];
    });
}

/** The names and tags that queries are made from. */
export function subjectOf({
  watched,
  thresholds,
  versions,
  circumstances,
}: DefinitionsArgs): Subject {
  const { service, env } = watched;
  return {
    watched,
    metrics: metricsOf(circumstances.signal, watched),
    thresholds,
    tags: { env: tagValue(env), service: tagValue(service) },
    versions,
  };
}

function definitions(subject: Subject): Definitions {
  return {
    ...traffic(subject),
    ...dependencies(subject),
    ...capacity(subject),
    ...business(subject),
  };
}
