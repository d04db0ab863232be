import { z } from "zod";
import { inWords, readJson, type Format } from "./reading.ts";

const status = z.object({ before: z.int().min(0).optional(), after: z.int().min(0) });

/** How many keys a cache had and has: `{ "before": 812, "after": 0 }`. Passes where none is left. */
export const CLEARED: Format = {
  read(text) {
    const { before, after } = readJson(text, status, 'no count such as {"before":812,"after":0}');
    return {
      counts: { ...(before !== undefined && { "keys before": before }), "keys after": after },
      faults: [],
      culprits: after > 0 ? [`${after} keys after`] : [],
    };
  },
  judge: (sum) => ({ seen: inWords(sum), refused: (sum["keys after"] ?? 0) > 0 }),
};
