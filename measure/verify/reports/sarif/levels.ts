import { placeOf, ReportError } from "../reading.ts";
import type {
  Component,
  Descriptor,
  Level,
  Notification,
  Reference,
  Result,
  Run,
} from "./schema.ts";

/** Where something is in the log: `["runs", 0, "results", 3]`. */
export type Place = readonly PropertyKey[];

/** From here on GitHub calls a vulnerability high; npm's "high" begins here too, by CVSS. */
const HIGH = 7;

const WORST: readonly Level[] = ["error", "warning", "note", "none"];

/**
 * A result's level (3.27.10): its own, else that of the run's overrides of its rule, else its rule's, else
 * "warning". What is no failure has none. A `security-severity` from 7.0 on, of the rule or of the result,
 * counts as an error whatever the level is:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object
 */
export function levelOf(result: Result, run: Run, place: Place): Level {
  if (result.kind !== "fail") return result.level ?? "none";
  const reference = {
    ...(result.rule ?? { index: -1 }),
    id: result.rule?.id ?? result.ruleId,
    index: Math.max(result.rule?.index ?? -1, result.ruleIndex),
  };
  const rules = descriptorsOf(reference, run, "rules", place);
  const severities = [result, ...rules].map((one) => severityOf(one.properties, place));
  if (severities.some((severity) => severity >= HIGH)) return "error";
  return result.level ?? configured(rules, run, "rules", result.provenance?.invocationIndex, place);
}

/** A notification's level (3.58.6): found as a result's is, among what the tool can notify of. */
export function notificationLevel(
  { level, descriptor }: Notification,
  run: Run,
  invocation: number,
  place: Place,
): Level {
  if (level !== undefined || descriptor === undefined) return level ?? "warning";
  const found = descriptorsOf(descriptor, run, "notifications", place);
  return configured(found, run, "notifications", invocation, place);
}

/** The level of descriptors as this run has configured them: the worst, where it cannot be told which. */
function configured(
  descriptors: readonly Descriptor[],
  run: Run,
  list: "rules" | "notifications",
  invocation: number | undefined,
  place: Place,
): Level {
  const own =
    list === "rules" ? "ruleConfigurationOverrides" : "notificationConfigurationOverrides";
  const invocations =
    invocation === undefined || invocation < 0
      ? run.invocations
      : [
          run.invocations[invocation] ??
            missing([...place, "provenance"], `invocations[${invocation}]`),
        ];
  const levels = descriptors.flatMap((descriptor) => {
    const standard = descriptor.defaultConfiguration?.level ?? "warning";
    if (invocations.length === 0) return [standard];
    return invocations.map((one) => {
      const overrides = one[own].filter((each) =>
        descriptorsOf(each.descriptor, run, list, place).includes(descriptor),
      );
      return worst(overrides.flatMap(({ configuration }) => configuration.level ?? [])) ?? standard;
    });
  });
  return worst(levels) ?? "warning";
}

/**
 * What a reference means (3.52): in the tool component that it names, else in the driver, by index, by
 * GUID or by id, where an id may have parts of its own behind the descriptor's (3.27.5); by an id alone in
 * an extension too. Nothing where the log does not describe it.
 *
 * @throws {ReportError} where it leads nowhere, or to another id than it says
 */
function descriptorsOf(
  { id, guid, index, toolComponent }: Reference,
  run: Run,
  list: "rules" | "notifications",
  place: Place,
): readonly Descriptor[] {
  const { driver, extensions } = run.tool;
  const named = toolComponent && componentOf(toolComponent, run, place);
  if (index >= 0) {
    const found = (named ?? driver)[list][index];
    if (found === undefined) return missing(place, `${list}[${index}]`);
    if (id !== undefined && found.id !== undefined && !ids(id).includes(found.id))
      throw new ReportError(
        `is no SARIF log that can be read: ${placeOf(place)} is of ${id}, and its index leads to ${found.id}`,
      );
    return [found];
  }
  if (guid !== undefined) {
    const all = (named ? [named] : [driver, ...extensions]).flatMap((one) => one[list]);
    const found = all.filter((one) => one.guid?.toLowerCase() === guid.toLowerCase());
    if (found.length > 0) return found;
  }
  if (id === undefined) return [];
  const [first, others] = named ? [[named], []] : [[driver], extensions];
  for (const each of ids(id))
    for (const among of [first, others]) {
      const found = among.flatMap((one) => one[list]).filter((one) => one.id === each);
      if (found.length > 0) return found;
    }
  return [];
}

function componentOf(
  { index, guid, name }: NonNullable<Reference["toolComponent"]>,
  { tool: { driver, extensions } }: Run,
  place: Place,
): Component {
  if (index >= 0) return extensions[index] ?? missing(place, `extensions[${index}]`);
  const all = [driver, ...extensions];
  if (guid !== undefined)
    return (
      all.find((one) => one.guid?.toLowerCase() === guid.toLowerCase()) ?? missing(place, guid)
    );
  if (name !== undefined) return all.find((one) => one.name === name) ?? missing(place, name);
  return driver;
}

/** An id, and those that it is a part of: `CA2101/1` is of `CA2101`. */
function ids(id: string): string[] {
  const parts = id.split("/");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("/"));
}

function severityOf(properties: Descriptor["properties"], place: Place): number {
  const severity = properties?.["security-severity"];
  if (severity === undefined) return 0;
  const score = severity === "" ? NaN : Number(severity);
  if (score >= 0 && score <= 10) return score;
  throw new ReportError(
    `is no SARIF log that can be read: the security-severity of ${placeOf(place)} is ${JSON.stringify(severity)}, and must be from 0 to 10`,
  );
}

function missing(place: Place, what: string): never {
  throw new ReportError(
    `is no SARIF log that can be read: ${placeOf(place)} is of ${what}, and there is none`,
  );
}

function worst(levels: readonly Level[]): Level | undefined {
  return WORST.find((level) => levels.includes(level));
}
