import { placeOf, ReportError } from "../reading.ts";
import { descriptorsOf, ids, missing, type Place } from "./references.ts";
import type { Descriptor, Level, Notification, Reference, Result, Run } from "./schema.ts";

/** From here on GitHub calls a vulnerability high; npm's "high" begins here too, by CVSS. */
const HIGH = 7;

const WORST: readonly Level[] = ["error", "warning", "note", "none"];

/** Kinds of results by which nothing is wrong (3.27.9); by "open" and "review" nobody knows yet. */
const HARMLESS: readonly Result["kind"][] = ["pass", "informational", "notApplicable"];

/** What a result comes to. */
export interface Judged {
  /** Nothing where it says that all is well, or that the rule does not apply. */
  readonly level: Level | undefined;
  /** The id of its rule, where the log has one. */
  readonly id: string | undefined;
}

/**
 * A result's level (3.27.10): its own, else that of the run's overrides of its rule, else its rule's, else
 * "warning". What is no failure has none. A `security-severity` from 7.0 on, of the rule or of the result,
 * counts as an error whatever the level is:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object
 *
 * @throws {ReportError} where it contradicts itself, or its rule cannot be found
 */
export function judge(result: Result, run: Run, place: Place): Judged {
  const { kind, level } = result;
  const reference = {
    ...(result.rule ?? { index: -1 }),
    id: result.rule?.id ?? result.ruleId,
    index: Math.max(result.rule?.index ?? -1, result.ruleIndex),
  };
  const rules = descriptorsOf(reference, run, "rules", place);
  const id = reference.id ?? rules[0]?.id;
  if (HARMLESS.includes(kind)) {
    if (level !== undefined && level !== "none")
      throw new ReportError(
        `is no SARIF log that can be read: ${placeOf(place)} is of the kind ${kind}, and its level is ${level}`,
      );
    return { level: undefined, id };
  }
  const severities = [result, ...rules].map((one) => severityOf(one.properties, place));
  if (severities.some((severity) => severity >= HIGH)) return { level: "error", id };
  if (level !== undefined || kind !== "fail") return { level: level ?? "none", id };
  const invocation = result.provenance?.invocationIndex;
  return { level: configured(reference, rules, run, "rules", invocation, place), id };
}

/** A notification's level (3.58.6): found as a result's is, among what the tool can notify of. */
export function notificationLevel(
  { level, descriptor }: Notification,
  run: Run,
  invocation: number,
  place: Place,
): Level {
  if (level !== undefined || descriptor === undefined) return level ?? "warning";
  const result = descriptorsOf(descriptor, run, "notifications", place);
  return configured(descriptor, result, run, "notifications", invocation, place);
}

/**
 * The level of what a reference means as this run has configured it: the worst, where several are
 * possible.
 */
function configured(
  reference: Reference,
  result: readonly Descriptor[],
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
  // What the log does not describe may be configured all the same, by its id.
  const descriptors: readonly Descriptor[] = result.length > 0 ? result : [{ id: reference.id }];
  const levels = descriptors.flatMap((descriptor) => {
    const standard = descriptor.defaultConfiguration?.level ?? "warning";
    if (invocations.length === 0) return [standard];
    return invocations.map((one) => {
      const overridden = one[own].flatMap(({ descriptor: other, configuration }) => {
        const meant = descriptorsOf(other, run, list, place);
        const isOf =
          meant.length > 0
            ? meant.includes(descriptor)
            : result.length === 0 && other.id !== undefined && ids(reference.id).includes(other.id);
        if (!isOf || configuration.level === undefined) return [];
        // Of a part of the rule it may be: it makes the others no better.
        const isOfAPart = ids(other.id)
          .slice(1)
          .includes(descriptor.id ?? "");
        return isOfAPart ? [configuration.level, standard] : [configuration.level];
      });
      return worst(overridden) ?? standard;
    });
  });
  return worst(levels) ?? "warning";
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

function worst(levels: readonly Level[]): Level | undefined {
  return WORST.find((level) => levels.includes(level));
}
