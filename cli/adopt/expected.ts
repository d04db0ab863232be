import { wrapped } from "../wrap.ts";
import type { Step } from "../review/events.ts";
import { kindOf, nameOf } from "../state.ts";
import { DNS_RECORD } from "./resources.ts";

/** A change in a preview that nobody expects, and what of it. */
export interface Unexpected {
  /** `Project production`. */
  readonly resource: string;
  /** `would be replaced`; or each property that changes: `framework: nextjs => remix`. */
  readonly what: readonly string[];
}

/** Whether a property that an update changes is expected. */
export type Expectation = (step: Step, path: string) => boolean;

/** Operations that leave a resource as it is, and what comes beside another. */
const HARMLESS = ["same", "read", "refresh", "import", "create"];
const DELETING = ["delete", "discard", "read-discard"];

/**
 * What of a preview's steps is unexpected: every deletion and replacement, and of each update the
 * properties that are not expected. Providers and the stack itself hold nothing of a cloud.
 *
 * @param creates whether something may be created. Default true
 */
export function unexpectedIn(
  steps: readonly Step[],
  isExpected: Expectation,
  { creates = true }: { readonly creates?: boolean } = {},
): Unexpected[] {
  const own = steps.filter(
    ({ type }) => !type.startsWith("pulumi:pulumi:") && !type.startsWith("pulumi:providers:"),
  );
  // A replacement is several steps of one resource.
  const replaced = Map.groupBy(
    own.filter(({ op }) => op.includes("replace")),
    ({ urn }) => urn,
  );
  return [
    ...[...replaced.values()].map((all) => ({
      resource: titleOf(all[0] as Step),
      what: ["would be replaced", ...new Set(all.flatMap(changesIn))],
    })),
    ...own
      .filter(({ urn }) => !replaced.has(urn))
      .map((step) => ({ resource: titleOf(step), what: whatOf(step, isExpected, creates) })),
  ].filter(({ what }) => what.length > 0);
}

function whatOf(step: Step, isExpected: Expectation, creates: boolean): string[] {
  const { op, changed } = step;
  if (DELETING.includes(op)) return ["would be deleted"];
  if (op === "create" && !creates) return ["would be created"];
  if (HARMLESS.includes(op)) return [];
  const lines = changesIn(step);
  if (lines.length === 0) return isExpected(step, "") ? [] : [`would get the operation ${op}`];
  return Object.keys(changed).flatMap((path, index) =>
    isExpected(step, path) ? [] : (lines[index] ?? path),
  );
}

/** Each property that a step changes: `framework: nextjs => remix`. */
export function changesIn({ changed }: Step): string[] {
  return Object.entries(changed).map(
    ([path, { before = "nothing", after = "nothing" }]) => `${path}: ${before} => ${after}`,
  );
}

/** `Project production`. */
function titleOf({ type, urn }: Step): string {
  return `${kindOf(type)} ${nameOf(urn)}`;
}

/** Each with its properties below it, in lines that are not too long. */
export function unexpectedLines(all: readonly Unexpected[], width: number): string[] {
  return all.flatMap(({ resource, what }) => [
    resource,
    ...what.flatMap((line) => wrapped(line, width, "  ", "    ")),
  ]);
}

const PROJECT = "vercel:index/project:Project";
const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";

/**
 * What the first update changes of what was imported. Hosts move by alias alone from then on, so the
 * project takes no new deployment by itself; skew protection may be new. A component's inputs are noted
 * in the state alone. Vercel gives no sensitive value back, so the stack's own is written again.
 *
 * @param secrets the names of the variables that config keeps secret
 * @param hasRecord whether the state has the rollout's record
 */
export function firstUp(secrets: readonly string[], hasRecord: boolean): Expectation {
  return ({ type, urn, changed }, path) => {
    // Adopting writes the first record, in several tries where need be, and no other.
    if (type.startsWith("canary:index:")) return type !== "canary:index:Rollout" || !hasRecord;
    if (type === PROJECT)
      return (
        path === "autoAssignCustomDomains" ||
        (path === "skewProtection" && changed[path]?.before === undefined)
      );
    if (type === VARIABLE)
      return path === "value" && secrets.some((key) => nameOf(urn).endsWith(`-${key}`));
    return type === DNS_RECORD && path === "ttl";
  };
}

/** What the switch changes: where the public name leads, and for how long resolvers keep it. */
export function switching(urns: readonly string[]): Expectation {
  return ({ urn }, path) =>
    urns.includes(urn) && (["content", "ttl"].includes(path) || /^settings\b/.test(path));
}
