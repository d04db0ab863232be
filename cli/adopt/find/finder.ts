import type { Accounts } from "../accounts.ts";
import type { Candidate } from "../candidates.ts";

/** The id by which a candidate is imported, or why it cannot be; undefined where it does not exist. */
export type Result = { readonly id: string } | { readonly fault: string } | undefined;

/** Reads whether a candidate exists. */
export type Finder = (candidate: Candidate) => Promise<Result>;

/** Finders by the types that they find. */
export type Finders = Readonly<Record<string, Finder>>;

export interface FinderArgs {
  readonly candidates: readonly Candidate[];
  readonly accounts: Accounts;
  /** Vercel's team, that owns the project. */
  readonly team?: string | undefined;
  /** What an update began to create and did not end, by URN: it may exist, unknown to the state. */
  readonly begun: ReadonlySet<string>;
}

/**
 * Finds what an interrupted update had made and the state does not have. An account may have many things
 * of one name, and what it had before is somebody else's: so nothing but what was begun, and one of it.
 */
export function interrupted(
  { begun }: FinderArgs,
  nameIn: (inputs: Candidate["inputs"]) => unknown,
  ids: (name: string, candidate: Candidate) => Promise<readonly string[]>,
): Finder {
  return async (candidate) => {
    const name = nameIn(candidate.inputs);
    if (typeof name !== "string" || !begun.has(candidate.urn)) return undefined;
    const [id, ...more] = await ids(name, candidate);
    return id === undefined || more.length > 0 ? undefined : { id };
  };
}

/** Lists that several finders read, each read once. */
export function listsOnce() {
  const lists = new Map<string, Promise<unknown>>();
  return <T>(key: string, list: () => Promise<T>): Promise<T> => {
    const listed = (lists.get(key) as Promise<T> | undefined) ?? list();
    lists.set(key, listed);
    return listed;
  };
}
