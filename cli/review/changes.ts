import { monitorsOf } from "../../rollout/monitors.ts";
import type { Kind } from "../../rollout/record.ts";
import { kindOf, nameOf } from "../state.ts";
import type { Event, Step } from "./events.ts";
import type { Values } from "./values.ts";

/** A resource that changes. */
export interface Change {
  readonly name: string;
  /** The last part of its type: `Record`. */
  readonly type: string;
  readonly op: "create" | "update" | "replace" | "delete" | "import";
  /** What of it changes, or comes or goes with it. */
  readonly what: readonly Property[];
  /** The part that it plays in a rollout; absent where it plays none, or changes in more than that. */
  readonly part?: Part | undefined;
}

export interface Property extends Values {
  /** `monitorThresholds.critical`. */
  readonly path: string;
  /** What it is to people, where a rollout moves it: `weight 10 → 25`. */
  readonly summary?: string | undefined;
}

/** A resource that a rollout moves. */
type Part =
  "rollout" | "record" | "weight" | "public host" | "origin" | "canary host" | "comparison";

const everyone: readonly Part[] = ["rollout", "record"];
const traffic: readonly Part[] = [...everyone, "weight"];
const away: readonly Part[] = [...traffic, "origin", "public host", "canary host", "comparison"];

/** What each transition changes. A monitor that compares two releases comes and goes with them. */
const PARTS: Readonly<Record<Kind, readonly Part[]>> = {
  first: [],
  prepare: [...everyone, "canary host", "comparison"],
  start: [...traffic, "origin"],
  advance: traffic,
  "step back": traffic,
  halt: everyone,
  resume: [...everyone, "canary host"],
  "roll back": away,
  revert: away,
  promote: [...everyone, "public host", "comparison"],
  finish: traffic,
};

/** Whether a change is what a transition consists of; a first update creates, and nothing else. */
export function isPartOf(change: Change, kind: Kind): boolean {
  if (kind === "first") return change.op === "create";
  return change.part !== undefined && PARTS[kind].includes(change.part);
}

/** Whether something that is there would go. */
export function takesAway({ op }: Change): boolean {
  return op === "delete" || op === "replace";
}

const OPS: readonly string[] = ["create", "update", "replace", "delete", "import"];

/** The resources that a preview changes, in the order of their names. */
export function changesOf(events: readonly Event[]): Change[] {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(({ op }) => OPS.includes(op))
    .map(changeOf)
    .sort((a, b) => order(a).localeCompare(order(b), "en"));
}

function changeOf(step: Step): Change {
  const op = step.op as Change["op"];
  const name = nameOf(step.urn);
  return {
    name,
    type: kindOf(step.type),
    op,
    what: whatChanges(step),
    part: partOf(step, op, name),
  };
}

function order({ name, type }: Change): string {
  return `${name} ${type}`;
}

const WEIGHT = "weightedRoutingPolicies[0].weight";
const DEPLOYMENT = "deploymentId";
/** The monitors that there are only while there are two releases. */
const COMPARISONS = keys(true).filter((key) => !keys(false).includes(key));

function keys(twoReleases: boolean): string[] {
  return monitorsOf({ signal: "apm", twoReleases, lacking: {} }).map(({ key }) => key);
}

function partOf(step: Step, op: Change["op"], name: string): Part | undefined {
  if (
    step.type === "datadog:index/monitor:Monitor" &&
    COMPARISONS.some((key) => name.endsWith(`-${key}`))
  )
    return op === "replace" ? undefined : "comparison";
  if (op !== "update") return undefined;
  const paths = pathsOf(step);
  const only = (path: string) => paths.length === 1 && paths[0] === path;
  switch (step.type) {
    case "canary:index:Rollout":
      return "rollout";
    case "pulumi:index:Stash":
      return "record";
    case "aws:route53/record:Record":
      return only(WEIGHT) ? "weight" : undefined;
    case "vercel:index/alias:Alias":
      if (!only(DEPLOYMENT)) return undefined;
      return aliasPart(name);
    default:
      return undefined;
  }
}

function aliasPart(name: string): Part {
  if (name.endsWith("-public")) return "public host";
  return name.endsWith("-canary-host") ? "canary host" : "origin";
}

function whatChanges(step: Step): Property[] {
  const { old: before, new: after, changed } = step;
  return pathsOf(step).map((path) => {
    const message =
      path === WEIGHT
        ? moved("weight", weightOf(before), weightOf(after))
        : path === DEPLOYMENT
          ? moved("deployment", before?.inputs.deploymentId, after?.inputs.deploymentId)
          : undefined;
    return { path, summary: message, ...changed[path] };
  });
}

function moved(
  what: string,
  before: string | number | undefined,
  after: string | number | undefined,
): string | undefined {
  return before === undefined || after === undefined ? undefined : `${what} ${before} → ${after}`;
}

function weightOf(resource: Step["old"]): number | undefined {
  return resource?.inputs.weightedRoutingPolicies?.[0]?.weight;
}

function pathsOf({ op, changed, detailedDiff, diffs }: Step): string[] {
  if (op !== "update" && op !== "replace") return Object.keys(changed).sort();
  const detailed = Object.keys(detailedDiff ?? {});
  return detailed.length > 0 ? detailed.sort() : [...(diffs ?? [])].sort();
}
