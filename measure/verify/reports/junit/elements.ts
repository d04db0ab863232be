import type { XmlElement } from "@rgrove/parse-xml";
import { inShort } from "../reading.ts";
import { denied, outcomeOf, type Outcome } from "./outcome.ts";

/** What may be in a case or a suite and says nothing of how it went. */
export const ASIDE = ["properties", "system-out", "system-err", "attachments", "attachment"];
export const FAILURES = ["failure", "rerunFailure"];
export const ERRORS = ["error", "rerunError"];
export const SKIPPED = ["skipped", "ignored", "disabled"];

/** What an element says of itself in its attributes, and which of their values are unknown here. */
export function saidOf({ attributes }: XmlElement, name: string) {
  const texts = ["status", "result", "outcome", "state"].flatMap((key) => attributes[key] ?? []);
  const outcomes = [...texts.map(outcomeOf), ...denied(attributes)];
  const order: Outcome[] = ["failed", "skipped", "passed"];
  return {
    said: order.find((outcome) => outcomes.includes(outcome)),
    faults: texts
      .filter((word) => outcomeOf(word) === undefined)
      .map((word) => `${name} is "${inShort(word)}", which is not known here`),
  };
}

/** Elements that are unknown here, as text. */
export function unknownIn(children: readonly XmlElement[], names: readonly string[], name: string) {
  const unknown = new Set(children.map((one) => one.name).filter((one) => !names.includes(one)));
  return [...unknown].map((one) => `${name} has <${inShort(one)}>, which is not known here`);
}

export function nameOf(what: string, { attributes }: XmlElement): string {
  const name = inShort(attributes["name"] ?? "", 60);
  return name === "" ? `a ${what}` : `${what} "${name}"`;
}
