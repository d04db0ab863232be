import { z } from "zod";
import { describeCounts, readJson, refusing, type Format } from "./reading.ts";

const status = z.object({ before: z.int().min(0).optional(), after: z.int().min(0) });

const AFTER = "keys after";

/** How many keys a cache had and has: `{ "before": 812, "after": 0 }`. Passes where none is left. */
export const CLEARED: Format = {
  read(text) {
    const { before, after } = readJson(text, status, 'no count such as {"before":812,"after":0}');
    return {
      counts: { ...(before !== undefined && { "keys before": before }), [AFTER]: after },
      faults: [],
      culprits: after > 0 ? [{ of: AFTER, message: `${after} ${AFTER}`, weight: after }] : [],
    };
  },
  judge: (sum) => ({
    observed: describeCounts(sum),
    refused: refusing({ [AFTER]: (sum[AFTER] ?? 0) > 0 }),
  }),
};
