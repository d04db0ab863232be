import { placeOf, ReportError } from "../reading.ts";
import type { Component, Descriptor, Reference, Run } from "./schema.ts";

/** Where something is in the log: `["runs", 0, "results", 3]`. */
export type Place = readonly PropertyKey[];

/**
 * What a reference means (3.52): in the tool component that it names, else in the driver, by index, by
 * GUID or by id, where an id may have parts of its own behind the descriptor's (3.27.5); by an id alone in
 * an extension too. Nothing where there is an id alone, and the log does not describe it.
 *
 * @throws {ReportError} where it leads nowhere, or to another id than it says
 */
export function descriptorsOf(
  { id, guid, index, toolComponent }: Reference,
  run: Run,
  list: "rules" | "notifications",
  place: Place,
): readonly Descriptor[] {
  const { driver, extensions } = run.tool;
  const named = toolComponent && componentOf(toolComponent, run, place);
  if (index >= 0) {
    const result = (named ?? driver)[list][index] ?? missing(place, `${list}[${index}]`);
    return [agreeing(result, id, `index`, place)];
  }
  if (guid !== undefined) {
    const all = (named ? [named] : [driver, ...extensions]).flatMap((one) => one[list]);
    const matches = all.filter((one) => isSameGuid(one.guid, guid));
    if (matches.length === 0) return missing(place, guid);
    return matches.map((one) => agreeing(one, id, "GUID", place));
  }
  if (id === undefined) return [];
  const [first, others] = named ? [[named], []] : [[driver], extensions];
  for (const each of ids(id))
    for (const among of [first, others]) {
      const hits = among.flatMap((one) => one[list]).filter((one) => one.id === each);
      if (hits.length > 0) return hits;
    }
  return named ? missing(place, id) : [];
}

/** An id, and those that it is a part of: `CA2101/1` is of `CA2101`. */
export function ids(id = ""): string[] {
  const parts = id.split("/");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("/"));
}

export function missing(place: Place, what: string): never {
  throw new ReportError(
    `is no SARIF log that can be read: ${placeOf(place)} is of ${what}, and there is none`,
  );
}

function componentOf(
  { index, guid, name }: NonNullable<Reference["toolComponent"]>,
  { tool: { driver, extensions } }: Run,
  place: Place,
): Component {
  if (index >= 0) return extensions[index] ?? missing(place, `extensions[${index}]`);
  const all = [driver, ...extensions];
  if (guid !== undefined)
    return all.find((one) => isSameGuid(one.guid, guid)) ?? missing(place, guid);
  if (name !== undefined) return all.find((one) => one.name === name) ?? missing(place, name);
  return driver;
}

/** A descriptor that a reference leads to, where the reference has no other id beside. */
function agreeing(
  result: Descriptor,
  id: string | undefined,
  by: string,
  place: Place,
): Descriptor {
  if (id === undefined || result.id === undefined || ids(id).includes(result.id)) return result;
  throw new ReportError(
    `is no SARIF log that can be read: ${placeOf(place)} is of ${id}, and its ${by} leads to ${result.id}`,
  );
}

function isSameGuid(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
