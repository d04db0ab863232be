import { z } from "zod";
import { parseJson, ReportError, type Reading } from "./reading.ts";

const status = z.object({ pending: z.int().min(0), backwardCompatible: z.boolean() });

/**
 * Read the status of database migrations: `{ "pending": 0, "backwardCompatible": true }`. Passes where
 * none is pending and the release before can go on with the schema: both share the database.
 */
export function readMigrations(text: string): Reading {
  const read = status.safeParse(parseJson(text));
  if (!read.success)
    throw new ReportError('must be JSON such as {"pending":0,"backwardCompatible":true}');
  const { pending, backwardCompatible } = read.data;
  const passes = pending === 0 && backwardCompatible;
  const seen = `${pending} pending, ${backwardCompatible ? "" : "not "}backward compatible`;
  return { verdict: passes ? "pass" : "fail", seen, counts: { pending } };
}
