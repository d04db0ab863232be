import type { Candidate } from "./candidates.ts";
import { awsFinders } from "./find/aws.ts";
import { cloudflareFinders } from "./find/cloudflare.ts";
import { datadogFinders } from "./find/datadog.ts";
import type { FinderArgs, Finders } from "./find/finder.ts";
import { vercelFinders } from "./find/vercel.ts";
import type { Existing } from "./importFile.ts";

/** What the vendors have of what the program declares. */
export interface Existence {
  readonly existing: readonly Existing[];
  /** What an interrupted update may have made, and no name tells from what others made. */
  readonly maybe: readonly Candidate[];
  /** Why something of it cannot be adopted as it is, with what to do: nothing is imported then. */
  readonly faults: readonly string[];
}

/** Read which of the candidates exist, each by the name that nothing else at its vendor can have. */
export async function existingOf(args: FinderArgs): Promise<Existence> {
  const finders: Finders = {
    ...vercelFinders(args),
    ...cloudflareFinders(args),
    ...datadogFinders(args),
    ...awsFinders(args),
  };
  const results = await Promise.all(
    args.candidates.map(async (candidate) => ({
      candidate,
      result: await finders[candidate.type]?.(candidate),
    })),
  );
  return {
    existing: results.flatMap(({ candidate, result }) =>
      result && "id" in result ? [{ candidate, id: result.id }] : [],
    ),
    maybe: args.candidates.filter(({ type, urn }) => args.begun.has(urn) && !(type in finders)),
    faults: results.flatMap(({ result }) => (result && "fault" in result ? [result.fault] : [])),
  };
}
