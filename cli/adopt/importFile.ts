import { z } from "zod";
import { json } from "../json.ts";
import type { Candidate } from "./candidates.ts";

/** A resource of an import file. */
const entry = z.looseObject({
  type: z.string(),
  /** What the file calls it: the resource's name, or another where that is not unique in the file. */
  name: z.string(),
  /** The resource's name, where the file calls it something else. */
  logicalName: z.string().optional(),
  /** What the file calls its parent. */
  parent: z.string().optional(),
  component: z.boolean().optional(),
});

/** What `pulumi import --file` reads: https://www.pulumi.com/docs/iac/guides/migration/import/#bulk-import-operations */
const file = z.object({
  /** Resources that the state has already, by what the file calls them. */
  nameTable: z.record(z.string(), z.string()).optional(),
  /** Absent where nothing would be created. */
  resources: z.array(entry).default([]),
});
export type ImportFile = z.infer<typeof file>;

/** A resource that exists, and the id by which it is imported. */
export interface Existing {
  readonly candidate: Candidate;
  readonly id: string;
}

/**
 * The import file of what exists, made from the one that a preview wrote of all that it would create:
 * names, parents and provider versions are the program's own. The components that they are in are
 * imported with them.
 */
export function importFileOf(previewed: string, existing: readonly Existing[]): ImportFile {
  const { nameTable, resources } = file.parse(json(previewed));
  const ids = new Map(existing.map(({ candidate, id }) => [keyOf(candidate), id]));
  const wanted = resources.filter((one) => ids.has(keyOfEntry(one)));
  const parents = new Set<string>();
  const addParents = ({ parent }: z.infer<typeof entry>): void => {
    const component = resources.find((one) => one.component && one.name === parent);
    if (!component || parents.has(component.name)) return;
    parents.add(component.name);
    addParents(component);
  };
  wanted.forEach(addParents);
  return {
    ...(nameTable && { nameTable }),
    resources: resources.flatMap((one) => {
      if (one.component) return parents.has(one.name) ? [one] : [];
      const id = ids.get(keyOfEntry(one));
      return id === undefined ? [] : [{ ...one, id }];
    }),
  };
}

function keyOf({ type, name }: Candidate): string {
  return `${type} ${name}`;
}

function keyOfEntry({ type, name, logicalName }: z.infer<typeof entry>): string {
  return `${type} ${logicalName ?? name}`;
}
