import { z } from "zod";
import { readJson, refusing, type Format } from "./reading.ts";

const status = z.object({ pending: z.int().min(0), backwardCompatible: z.boolean() });
const EXAMPLE = 'no status such as {"pending":0,"backwardCompatible":true}';

/**
 * The status of database migrations: `{ "pending": 0, "backwardCompatible": true }`. Passes where none
 * is pending and the release before can go on with the schema: both share the database.
 */
export const MIGRATIONS: Format = {
  read(text) {
    const { pending, backwardCompatible } = readJson(text, status, EXAMPLE);
    return {
      counts: { pending, ...(!backwardCompatible && { incompatible: 1 }) },
      faults: [],
      culprits: [
        ...(pending > 0 ? [{ of: "pending", message: `${pending} pending`, weight: pending }] : []),
        ...(backwardCompatible
          ? []
          : [{ of: "incompatible", message: "not backward compatible", weight: 1 }]),
      ],
    };
  },
  judge: ({ pending = 0, incompatible = 0 }) => ({
    observed: `${pending} pending, ${incompatible > 0 ? "not " : ""}backward compatible`,
    refused: refusing({ incompatible: incompatible > 0, pending: pending > 0 }),
  }),
};
