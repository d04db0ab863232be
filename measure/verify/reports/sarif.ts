import { inShort, describeCounts, placeOf, readJson, refusing, ReportError } from "./reading.ts";
import type { Culprit, Format } from "./reading.ts";
import { judge, notificationLevel, type Judged } from "./sarif/levels.ts";
import type { Place } from "./sarif/references.ts";
import { log, type Invocation, type Result, type Run } from "./sarif/schema.ts";

/**
 * A SARIF log. Passes where each run came to its end without an error of its own, and found no more than
 * may be: no error, and at most as many warnings, and results of any level, as the limits permit.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export const SARIF: Format = {
  read(text) {
    const { runs, inlineExternalProperties } = readJson(text, log, "no SARIF 2.1.0 log");
    if (inlineExternalProperties.length > 0) elsewhere(["inlineExternalProperties"]);
    const counts = { errors: 0, warnings: 0, suppressed: 0 };
    let others = 0;
    const faults: string[] = [];
    const culprits: Culprit[] = [];
    for (const [index, run] of runs.entries()) {
      const place = ["runs", index];
      faults.push(...faultsOf(run, place));
      for (const [number, result] of (run.results ?? []).entries()) {
        if (result.baselineState === "absent") continue;
        const judged = judge(result, run, [...place, "results", number]);
        const { occurrenceCount: times } = result;
        if (isSuppressed(result)) counts.suppressed += times;
        else if (judged.level !== undefined) {
          const of =
            judged.level === "error"
              ? "errors"
              : judged.level === "warning"
                ? "warnings"
                : "others";
          if (of === "others") others += times;
          else counts[of] += times;
          culprits.push({ of, message: described(result, judged), weight: times });
        }
      }
    }
    return { counts: { ...counts, ...(others > 0 && { others }) }, faults, culprits };
  },
  judge(sum, { errors: most = 0, warnings: mostWarnings = Infinity, any = Infinity }) {
    const { errors = 0, warnings = 0, others = 0 } = sum;
    const all = errors + warnings + others;
    const message = describeCounts(sum, {
      ...(most > 0 && { errors: most }),
      warnings: mostWarnings,
    });
    return {
      observed: all > any ? `${message}; ${all} results (${any} may be)` : message,
      refused: refusing({
        errors: errors > most || all > any,
        warnings: warnings > mostWarnings || all > any,
        others: all > any,
      }),
    };
  },
};

/** Why a run is no scan that came to its end. */
function faultsOf(run: Run, place: Place): string[] {
  const external = Object.keys(run.externalPropertyFileReferences);
  if (external.length > 0) elsewhere([...place, "externalPropertyFileReferences"]);
  if (run.policies.length > 0)
    throw new ReportError(
      `is no SARIF log that can be read: ${placeOf([...place, "policies"])} sets levels in place of the rules' own, which is not read here`,
    );
  if (run.results === undefined) return [`${placeOf([...place, "results"])} is missing: no scan`];
  const { tool, invocation } = run.conversion ?? {};
  const converted = tool && invocation && { ...run, tool, invocations: [invocation] };
  return [
    ...run.invocations.flatMap((one, index) =>
      invocationFaults(one, run, index, [...place, "invocations", index]),
    ),
    ...(converted
      ? invocationFaults(invocation, converted, 0, [...place, "conversion", "invocation"])
      : []),
  ];
}

function invocationFaults(one: Invocation, run: Run, index: number, place: Place): string[] {
  const { exitSignalName, exitSignalNumber, processStartFailureMessage } = one;
  const ended =
    one.executionSuccessful &&
    [exitSignalName, exitSignalNumber, processStartFailureMessage].every(
      (one) => one === undefined,
    );
  const lists = ["toolExecutionNotifications", "toolConfigurationNotifications"] as const;
  const errors = lists.flatMap((list) =>
    one[list].filter(
      (each, number) => notificationLevel(each, run, index, [...place, list, number]) === "error",
    ),
  );
  const [first] = errors;
  const message = inShort(first?.message?.text ?? first?.descriptor?.id ?? "no words");
  return [
    ...(ended ? [] : ["a run did not come to its end"]),
    ...(errors.length > 0
      ? [`the scan reports ${errors.length} errors of its own: ${message}`]
      : []),
  ];
}

/**
 * Suppressed by somebody, and nobody has rejected that or still thinks about it (3.27.23, 3.35.3): without
 * a status it is accepted.
 */
function isSuppressed({ suppressions }: Result): boolean {
  return (
    suppressions.length > 0 &&
    suppressions.every((one) =>
      [one.status, one.state].every(
        (status) => status === undefined || status.toLowerCase() === "accepted",
      ),
    )
  );
}

function described({ locations }: Result, { level, id = "a rule without an id" }: Judged): string {
  const file = locations[0]?.physicalLocation?.artifactLocation?.uri;
  return `${level} of ${inShort(id, 60)}${file === undefined ? "" : ` in ${inShort(file, 60)}`}`;
}

function elsewhere(place: Place): never {
  throw new ReportError(
    `is no SARIF log that can be read: ${placeOf(place)} says that a part of it is elsewhere`,
  );
}
