import { z } from "zod";
import { inWords, parseJson, ReportError, type Reading } from "./reading.ts";

const status = z.object({ before: z.int().min(0).optional(), after: z.int().min(0) });

/** Read how many keys a cache had and has: `{ "before": 812, "after": 0 }`. Passes where none is left. */
export function readCleared(text: string): Reading {
  const read = status.safeParse(parseJson(text));
  if (!read.success) throw new ReportError('must be JSON such as {"before":812,"after":0}');
  const { before, after } = read.data;
  const counts = {
    ...(before !== undefined && { "keys before": before }),
    "keys after": after,
  };
  return { verdict: after === 0 ? "pass" : "fail", seen: inWords(counts), counts };
}
